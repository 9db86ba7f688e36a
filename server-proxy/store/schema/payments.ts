import type { CreatedAt, Sealed } from './columns.ts'

export type PaymentKeys = {
  id: string
  secret_sealed: Sealed
  created_by: string
  created_at: CreatedAt
  used_at: Date | null
}

/** The order of a payment system's signed request, by the hash of what was signed. */
export type SignedPayments = { signed: Buffer; order_id: string; at: Date }
