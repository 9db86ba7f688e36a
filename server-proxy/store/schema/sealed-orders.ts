import type { Sealed } from './columns.ts'

/** 封存: the people of an order that was erased before its retention term ended. Nothing else holds them. */
export type SealedOrders = {
  order_id: string
  /** The last day of the term, in Asia/Shanghai. */
  keep_until: string
  /** SealedRecord as JSON. */
  record_sealed: Sealed
}
