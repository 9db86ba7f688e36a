import type { Generated } from 'kysely'
import type { DifferenceField } from '#contract/reconciliation.ts'
import type { CreatedAt } from './columns.ts'

export type Comparisons = {
  id: string
  /** A username, or `system`. */
  started_by: string
  started_at: Date
  ended_at: Date | null
  total: number
  /** The last compared order; newest first. */
  cursor_id: string | null
  asked: Generated<number>
  unanswered: Generated<number>
}

export type Differences = {
  id: Generated<number>
  comparison_id: string
  order_id: string
  what: DifferenceField
  ours: string | null
  platforms: string | null
  at: CreatedAt
}
