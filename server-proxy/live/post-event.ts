import { Webhook } from 'standardwebhooks'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { EgressRefused } from '../http/egress.ts'
import type { PartnerRow } from '../store/schema/partners.ts'

/** The sealed place of a partner's signing secret. */
export const webhookPlace = (id: string) => ({ table: 'partners', column: 'webhook_secret', row: id })

/** Characters of an answer that an admin sees. */
const MOST_SHOWN = 1_000

/** `outcome`: the HTTP status, or why there is none. */
type Outcome = { outcome: string; answer: string | null }
type Told = Pick<PartnerRow, 'id' | 'webhook_url' | 'webhook_secret_sealed'>

/**
 * Posts an event to the partner's server, signed after Standard Webhooks. Never returns the address,
 * which may contain a secret.
 */
export async function postEvent(
  { egress, vault, now }: Pick<Deps, 'egress' | 'vault' | 'now'>,
  partner: Told,
  { id, body }: { id: string; body: string },
): Promise<Outcome> {
  if (!partner.webhook_url) return { outcome: 'no address', answer: null }
  const at = new Date(now())
  const secret = vault.open(webhookPlace(partner.id), partner.webhook_secret_sealed)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  try {
    const { status, body: said } = await egress.send(partner.webhook_url, { method: 'POST', headers, body })
    // The database stores no NUL.
    return { outcome: String(status), answer: said.toString().replaceAll('\0', '').slice(0, MOST_SHOWN) }
  } catch (error) {
    if (error instanceof EgressRefused) return { outcome: error.message, answer: null }
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    return { outcome: isLate ? 'timeout' : 'unreachable', answer: null }
  }
}

export const isTaken = (outcome: string) => /^2\d\d$/.test(outcome)
export const newEventId = () => `msg_${uuidv7().replaceAll('-', '')}`
