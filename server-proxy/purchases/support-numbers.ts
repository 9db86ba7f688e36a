import { sql } from 'kysely'
import { hashOfSupportNumber } from '#contract/support-number.ts'

/** The range of hashes that a support number matches; null when `typed` is not one. */
export function hashesOf(typed: string): { from: Buffer; to: Buffer } | null {
  const start = hashOfSupportNumber(typed)
  if (!start) return null
  const rest = 32 - start.length
  return {
    from: Buffer.concat([start, Buffer.alloc(rest)]),
    to: Buffer.concat([start, Buffer.alloc(rest, 255)]),
  }
}

/** Whether the row's token has one of the hashes. */
export const hashWithin = (column: string, { from, to }: { from: Buffer; to: Buffer }) =>
  sql<boolean>`${sql.ref(column)} between ${from} and ${to}`
