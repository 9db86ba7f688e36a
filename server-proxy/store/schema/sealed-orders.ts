import type { Sealed } from './columns.ts'

/** 封存: the people of an order that was erased before its retention term ended. Nothing else holds them. */
export type SealedOrders = {
  order_id: string
  /** The last day of the term, in Asia/Shanghai. */
  keep_until: string
  /** SealedRecord as JSON. */
  record_sealed: Sealed
}

/** 调取: opens a sealed order on a legal ground to the two administrators who asked and approved. */
export type SealedOpenings = {
  id: string
  order_id: string
  /** The authority and its file number. */
  ground_sealed: Sealed
  requested_by: string
  requested_at: Date
  approved_by: string | null
  approved_at: Date | null
  /** Withdrawn, refused, closed or lapsed. */
  ended_at: Date | null
}
