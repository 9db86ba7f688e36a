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
  /** Who is filled in; only where the purchase stays in the frame. */
  holder: z.optional(z.unknown()),
  insured: z.optional(z.unknown()),
  /** The page in whose frame it stays; absent where it goes on on a page of the portal. */
  origin: z.optional(z.string()),
  language: z.nullable(z.enum(['zh', 'en'])),
  /** ms since 1970; later nothing begins from it. */
  until: z.number(),
})
/** What a customer brings along from a partner's site. Nobody's name is in one that is part of an address. */
export type Lead = z.infer<typeof Lead>

const PLACE = { table: 'purchases', column: 'lead', row: 'new' }

/** Sealed into a bearer of its own, longer than any other: nothing is kept of those who only look. */
export function sealLead(vault: Vault, lead: Lead): string {
  const full = (_name: string, value: unknown) => (value === '' ? undefined : value)
  return vault.seal(PLACE, JSON.stringify(lead, full)).toString('base64url')
}

/** Null where the bearer is none that was sealed here. */
export function openLead(vault: Vault, bearer: string): Lead | null {
  if (bearer.length <= 32) return null
  const sealed = Buffer.from(bearer, 'base64url')
  // One lead has one spelling, since its purchase is found by it.
  if (sealed.toString('base64url') !== bearer) return null
  try {
    return z.parse(Lead, JSON.parse(vault.open(PLACE, sealed)))
  } catch {
    return null
  }
}

/** The bearer of the purchase that begins from it: always the same one, so that it begins once. */
export function bearerOfLead(sealed: string): string {
  return createHash('sha256').update(`purchase ${sealed}`).digest().subarray(0, 24).toString('base64url')
}
