import type { Generated } from 'kysely'
import type { ChangeKind, ChangeState } from '#contract/order-change.ts'
import type { CreatedAt, Json, Sealed } from './columns.ts'

export type Changes = {
  id: string
  order_id: string
  kind: ChangeKind
  state: ChangeState
  /** The surrendered policies; null: the whole order. */
  policy_codes: Json<string[]> | null
  /** The order to sell again (PlaceOrder), sealed; null once the people were erased. */
  order_sealed: Sealed | null
  /** Counts the new orders that were tried: each has its own idempotency key. */
  attempt: Generated<number>
  new_order_id: string | null
  created_by: string
  created_at: CreatedAt
}
