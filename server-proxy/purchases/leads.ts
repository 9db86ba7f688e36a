import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { Vault } from '../store/vault.ts'

const Lead = z.object({
  partnerId: z.string(),
  productCode: z.string(),
  reference: z.nullable(z.string()),
  planCode: z.string(),
  startDate: z.string(),
  endDate: z.string(),
  language: z.nullable(z.enum(['zh', 'en'])),
  /** ms since 1970; later nothing begins from it. */
  until: z.number(),
})
/** What a customer brings along from a site without a licence; nobody's name is in it. */
export type Lead = z.infer<typeof Lead>

const PLACE = { table: 'purchases', column: 'lead', row: 'new' }

/** Sealed into a bearer of its own, longer than any other: nothing is kept of those who only look. */
export function sealLead(vault: Vault, lead: Lead): string {
  return vault.seal(PLACE, JSON.stringify(lead)).toString('base64url')
}

/** Null where the bearer is none that was sealed here. */
export function openLead(vault: Vault, bearer: string): Lead | null {
  if (bearer.length <= 32) return null
  try {
    return z.parse(Lead, JSON.parse(vault.open(PLACE, Buffer.from(bearer, 'base64url'))))
  } catch {
    return null
  }
}

/** The bearer of the purchase that begins from it: always the same one, so that it begins once. */
export function bearerOfLead(sealed: string): string {
  return createHash('sha256').update(`purchase ${sealed}`).digest().subarray(0, 24).toString('base64url')
}
