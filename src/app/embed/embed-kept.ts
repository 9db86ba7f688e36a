import * as z from 'zod/mini'
import { problemOf } from '../../api/problem-text.ts'
import type { EmbedSession } from '../../contract/embed.ts'
import type { Purchase } from '../../contract/purchases.ts'

const KEY = 'ordered'
/** After this time a returning customer starts over. The order page still shows the order. */
const HOLDS_MS = 60 * 60_000

const Kept = z.object({
  bearer: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
  until: z.number(),
})

/** The purchase a frame starts with. `kept`: an order that waits for payment; `fresh` begins another one instead. */
export type Begun = EmbedSession & { kept?: boolean; fresh: string }

/**
 * The unpaid order, kept for returning from the payment page. Without it, a page reloaded by Back shows an empty form
 * and the customer might order twice. Kept per tab and site, if storage is allowed; otherwise the server finds it by
 * the reference. Its bearer no longer reveals personal data.
 */
export function keepOrder(partner: string, { product, reference }: EmbedSession, bearer: string): void {
  const kept: z.infer<typeof Kept> = { bearer, product, reference, until: Date.now() + HOLDS_MS }
  try {
    sessionStorage.setItem(`${KEY} ${partner}`, JSON.stringify(kept))
  } catch {
    // Storage is blocked.
  }
}

export function forgetOrder(partner: string): void {
  try {
    sessionStorage.removeItem(`${KEY} ${partner}`)
  } catch {
    // Storage is blocked, so nothing is kept.
  }
}

/**
 * The session, or the unpaid order of the same product and reference: as kept here, or else as the server found it. A
 * kept bearer that opens nothing any more is forgotten.
 */
export async function keptOrder(
  partner: string,
  session: EmbedSession,
  read: (bearer: string) => Promise<Purchase>,
): Promise<Begun> {
  const fresh = session.bearer
  let own = bearerKept(partner, session)
  if (own !== null && (await isDead(own, read))) {
    forgetOrder(partner)
    own = null
  }
  const bearer = own ?? session.unpaid
  return bearer === null ? { ...session, fresh } : { ...session, bearer, kept: true, fresh }
}

/** True when the portal refuses the bearer or ended its purchase; false when that cannot be known now. */
const isDead = (bearer: string, read: (bearer: string) => Promise<Purchase>) =>
  read(bearer).then(
    ({ order, closed }) => order === null && closed !== null,
    (error: unknown) => problemOf(error).code === 'not-found',
  )

function bearerKept(partner: string, session: EmbedSession): string | null {
  try {
    const { data } = z.safeParse(Kept, JSON.parse(sessionStorage.getItem(`${KEY} ${partner}`) ?? 'null'))
    const same = data?.product === session.product && data.reference === session.reference
    return same && data.until > Date.now() ? data.bearer : null
  } catch {
    return null
  }
}
