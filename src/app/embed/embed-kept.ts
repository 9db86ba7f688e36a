import * as z from 'zod/mini'
import type { EmbedSession } from '../../contract/embed.ts'

const KEY = 'ordered'
/** Whoever comes back later than that begins anew; the order's own page still knows it. */
const HOLDS_MS = 60 * 60_000

const Kept = z.object({
  bearer: z.string(),
  product: z.string(),
  reference: z.nullable(z.string()),
  until: z.number(),
})

/** What a frame begins with: a purchase, `kept` where it was ordered before in this very tab. */
export type Begun = EmbedSession & { kept?: boolean }

/**
 * The order that waits for its payment, kept for the way back from the cashier: a page that is loaded anew by Back would
 * show an empty form, and the customer would order twice. Only in this tab, below this very site, and only where the
 * browser lets a frame keep anything; by then its bearer opens nobody's data.
 */
export function keepOrder(partner: string, { product, reference }: EmbedSession, bearer: string): void {
  const kept: z.infer<typeof Kept> = { bearer, product, reference, until: Date.now() + HOLDS_MS }
  try {
    sessionStorage.setItem(`${KEY} ${partner}`, JSON.stringify(kept))
  } catch {
    // Blocked: Back begins anew, as everything does there.
  }
}

export function forgetOrder(partner: string): void {
  try {
    sessionStorage.removeItem(`${KEY} ${partner}`)
  } catch {
    // Then nothing is kept either.
  }
}

/** The session, or what was ordered before for the same product and reference. */
export function keptOrder(partner: string, session: EmbedSession): Begun {
  try {
    const { data } = z.safeParse(Kept, JSON.parse(sessionStorage.getItem(`${KEY} ${partner}`) ?? 'null'))
    const same = data?.product === session.product && data.reference === session.reference
    return same && data.until > Date.now() ? { ...session, bearer: data.bearer, kept: true } : session
  } catch {
    return session
  }
}
