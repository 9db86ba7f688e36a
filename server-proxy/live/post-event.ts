import { Webhook } from 'standardwebhooks'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../deps.ts'
import { EgressRefused } from '../http/egress.ts'
import type { PartnerRow } from '../store/schema/partners.ts'

/** The sealed place of a partner's signing secret. */
export const webhookPlace = (id: string) => ({ table: 'partners', column: 'webhook_secret', row: id })

type Told = Pick<PartnerRow, 'id' | 'webhook_url' | 'webhook_secret_sealed'>

/**
 * Posts an event to the partner's server, signed after Standard Webhooks. Returns the status, or the reason
 * why there is none; never the address, which may contain a secret.
 */
export async function postEvent(
  { egress, vault, now }: Pick<Deps, 'egress' | 'vault' | 'now'>,
  partner: Told,
  { id, body }: { id: string; body: string },
): Promise<string> {
  if (!partner.webhook_url) return 'no address'
  const at = new Date(now())
  const secret = vault.open(webhookPlace(partner.id), partner.webhook_secret_sealed)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  try {
    const { status } = await egress.send(partner.webhook_url, { method: 'POST', headers, body })
    return String(status)
  } catch (error) {
    if (error instanceof EgressRefused) return error.message
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable'
  }
}

export const isTaken = (outcome: string) => /^2\d\d$/.test(outcome)
export const newEventId = () => `msg_${uuidv7().replaceAll('-', '')}`
