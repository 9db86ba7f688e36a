import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { Vault } from '../store/vault/vault.ts'

const text = z.catch(z.string(), '')
const Lead = z.object({
  partnerId: z.string(),
  productCode: z.string(),
  reference: z.nullable(z.string()),
  planCode: text,
  startDate: text,
  endDate: text,
  /** The prefilled holder; only when the purchase stays in the frame. */
  holder: z.optional(z.unknown()),
  insured: z.optional(z.unknown()),
  /** The page whose frame holds the purchase; absent when it continues on a page of the portal. */
  origin: z.optional(z.string()),
  language: z.nullable(z.enum(['zh', 'en'])),
  /** ms since the epoch; afterwards nothing can start from it. */
  until: z.number(),
})
/** Data that a customer brings from a partner's site. A lead in an address contains no names. */
export type Lead = z.infer<typeof Lead>

const PLACE = { table: 'purchases', column: 'lead', row: 'new' }

/** Seals a lead into its own bearer, longer than any other. Nothing is stored for visitors who only look. */
export function sealLead(vault: Vault, lead: Lead): string {
  const full = (_name: string, value: unknown) => (value === '' ? undefined : value)
  return vault.seal(PLACE, JSON.stringify(lead, full)).toString('base64url')
}

/** Null for a bearer that was not sealed here. */
export function openLead(vault: Vault, bearer: string): Lead | null {
  if (bearer.length <= 32) return null
  const sealed = Buffer.from(bearer, 'base64url')
  // Accepts only the canonical spelling, because the lead's purchase is found by it.
  if (sealed.toString('base64url') !== bearer) return null
  try {
    return z.parse(Lead, JSON.parse(vault.open(PLACE, sealed)))
  } catch {
    return null
  }
}

/** The bearer of the lead's purchase. Deterministic, so the purchase starts once. */
export function bearerOfLead(sealed: string): string {
  return createHash('sha256').update(`purchase ${sealed}`).digest().subarray(0, 24).toString('base64url')
}
