import { setTimeout as pause } from 'node:timers/promises'
import type { LookUpOrder } from '#contract/own-order.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import { isSameSecret } from '../../http/tokens.ts'
import type { Throttle } from '../../http/throttle.ts'
import type { createGuesses } from '../../orders/guesses.ts'
import { holderProof, provesHolder } from '../../orders/holder-proof.ts'
import { ownToken } from '../../orders/own-link.ts'

/** Minimum time of every answer, longer than the look-up, so timing reveals nothing. */
const ANSWER_MS = 400
const CLOSED_MS = 60 * 60_000

export type LookUpThrottles = {
  byAddress: Omit<Throttle, 'clear'>
  /** For numbers of no order: an hour and a day are limited as for existing ones. */
  byNumber: readonly Throttle[]
  guesses: ReturnType<typeof createGuesses>
}

/**
 * The own link's token for a correct order number, holder's mobile or mail, and last four of the holder's document.
 * Anything wrong gets the same 404 after the same time, whether the order exists or not. Counts attempts per
 * address and per order, across all its numbers (429).
 */
export async function lookUpOrder(
  deps: Deps,
  { byAddress, byNumber, guesses }: LookUpThrottles,
  ip: string,
  asked: LookUpOrder,
): Promise<string> {
  const orderNo = asked.orderNo.toUpperCase()
  const slow = pause(ANSWER_MS)
  try {
    await byAddress.count(ip)
    const rows = await find(deps, asked, orderNo)
    if (rows.length === 0) for (const limit of byNumber) await limit.count(orderNo)
    for (const row of rows) {
      const right = () => {
        const proof = holderProof(deps, row)
        const reached = asked.email
          ? isSameSecret(proof.email?.toLowerCase() ?? '', asked.email.toLowerCase())
          : isSameSecret(proof.mobile ?? '', asked.mobile ?? '')
        return provesHolder(proof, asked.lastFour) && reached
      }
      if (!(await guesses.attempt({ kind: 'lookup', id: row.id }, right))) continue
      await byAddress.forgive(ip)
      return await ownToken(deps, row.id)
    }
    throw new Refusal(404, 'lookup-failed')
  } catch (error) {
    // The closed state would reveal that the order exists.
    if (error instanceof Refusal && error.code === 'proofs-closed')
      throw new Refusal(429, 'too-many-requests', { retryAfterMs: CLOSED_MS })
    throw error
  } finally {
    await slow
  }
}

async function find({ db }: Deps, asked: LookUpOrder, orderNo: string) {
  const numbers = [...new Set([asked.orderNo, orderNo])]
  // Often a policy knows only its own number. A separate query lets each part use its own index.
  const policies = await db
    .selectFrom('policies')
    .select('order_id')
    .where('policy_code', 'in', numbers)
    .limit(3)
    .execute()
  const insured = policies.map(({ order_id }) => order_id)
  return db
    .selectFrom('orders')
    .select(['id', 'people_sealed', 'platform_sealed'])
    .where((where) =>
      where.or([
        where('order_code', 'in', numbers),
        where('temp_order_code', 'in', numbers),
        where('out_serial_no', 'in', numbers),
        ...(insured.length > 0 ? [where('id', 'in', insured)] : []),
      ]),
    )
    .limit(3)
    .execute()
}
