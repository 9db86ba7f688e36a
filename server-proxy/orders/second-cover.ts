import { createHash } from 'node:crypto'
import type { PlaceOrder } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { overlapping } from './find-duplicates.ts'

/**
 * How many insured are covered already on overlapping days, where the caller asks; 422 names their places until the
 * choice to go on is explicit. It says nothing else of other orders. `own`: the attempt's own order does not count.
 */
export async function assertSecondCover(
  deps: Pick<Deps, 'db' | 'vault'>,
  { secondCover, startDate, endDate, insured = [] }: PlaceOrder,
  own: { userId: string; key: string },
): Promise<number> {
  if (!secondCover || !startDate || !endDate) return 0
  const rows = await overlapping(deps, { startDate, endDate, people: insured }, own)
  const places = [...new Set(rows.map(({ place }) => place))].toSorted((one, other) => one - other)
  if (places.length > 0 && secondCover === 'ask')
    throw new Refusal(422, 'needs-confirmation', {
      fields: places.map((place) => ({ field: `insured.${place}.cardNo`, code: 'insured-already' })),
    })
  return places.length
}

/** Identifies the order's content. The answer to a warning is no part of it: a retry is the same order. */
export function contentHash({ secondCover: _answer, ...order }: PlaceOrder): Buffer {
  return createHash('sha256').update(JSON.stringify(order)).digest()
}
