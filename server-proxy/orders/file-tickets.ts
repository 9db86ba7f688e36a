import type { OpenOwnFile } from '#contract/own-order.ts'
import type { Deps } from '../deps.ts'
import { hashToken, newToken } from '../http/tokens.ts'

/** A browser opens it at once; its download manager may ask a second time. */
const TICKET_MS = 60_000

/** A ticket that opens one file of the order for a minute, because a link cannot carry the bearer. */
export async function makeFileTicket(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  orderId: string,
  file: OpenOwnFile,
): Promise<string> {
  const ticket = newToken()
  const at = now()
  await db.deleteFrom('file_tickets').where('expires_at', '<', new Date(at)).execute()
  await db
    .insertInto('file_tickets')
    .values({
      ticket_hash: hashToken(ticket),
      order_id: orderId,
      kind: file.kind,
      policy_code: file.policyCode ?? null,
      n: file.n ?? null,
      language: file.language,
      expires_at: new Date(at + TICKET_MS),
    })
    .execute()
  return ticket
}
