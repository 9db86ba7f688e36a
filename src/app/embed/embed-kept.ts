import * as z from 'zod/mini'
import type { EmbedSession } from '../../contract/embed.ts'

const KEY = 'ordered'
/** After this time a returning customer starts over. The order page still shows the order. */
const HOLDS_MS = 60 * 60_000

const Kept = z.object({
  bearer: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
  until: z.number(),
})

/** The purchase a frame starts with. `kept`: it was ordered earlier in this tab. */
export type Begun = EmbedSession & { kept?: boolean }

/**
 * The unpaid order, kept for returning from the payment page. Without it, a page reloaded by Back shows an empty form
 * and the customer might order twice. Kept per tab and site, if storage is allowed; its bearer no longer reveals
 * personal data.
 */
export function keepOrder(partner: string, { product, reference }: EmbedSession, bearer: string): void {
  const kept: z.infer<typeof Kept> = { bearer, product, reference, until: Date.now() + HOLDS_MS }
  try {
    sessionStorage.setItem(`${KEY} ${partner}`, JSON.stringify(kept))
  } catch {
    // Storage is blocked: Back starts over.
  }
}

export function forgetOrder(partner: string): void {
  try {
    sessionStorage.removeItem(`${KEY} ${partner}`)
  } catch {
    // Storage is blocked, so nothing is kept.
  }
}

/** The session, or the earlier order of the same product and reference. */
export function keptOrder(partner: string, session: EmbedSession): Begun {
  try {
    const { data } = z.safeParse(Kept, JSON.parse(sessionStorage.getItem(`${KEY} ${partner}`) ?? 'null'))
    const same = data?.product === session.product && data.reference === session.reference
    return same && data.until > Date.now() ? { ...session, bearer: data.bearer, kept: true } : session
  } catch {
    return session
  }
}
