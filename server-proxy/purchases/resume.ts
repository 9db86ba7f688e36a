import * as z from 'zod/mini'
import type { Vault } from '../store/vault/vault.ts'

const Resume = z.object({
  purchaseId: z.string(),
  /** ms since the epoch. */
  until: z.number(),
})
const PLACE = { table: 'purchases', column: 'resume', row: 'ordered' }

/** A second bearer of an ordered purchase, for a browser that lost the first. It shows the order, and nothing else that was typed. */
export function sealResume(vault: Vault, purchaseId: string, until: number): string {
  const resume: z.infer<typeof Resume> = { purchaseId, until }
  return vault.seal(PLACE, JSON.stringify(resume)).toString('base64url')
}

/** The ID of its purchase; null for another bearer and for one that is over. */
export function openResume(vault: Vault, now: number, bearer: string): string | null {
  // All other bearers of a purchase are shorter, except leads, which do not open here.
  if (bearer.length <= 32) return null
  try {
    const { purchaseId, until } = z.parse(
      Resume,
      JSON.parse(vault.open(PLACE, Buffer.from(bearer, 'base64url'))),
    )
    return until > now ? purchaseId : null
  } catch {
    return null
  }
}
