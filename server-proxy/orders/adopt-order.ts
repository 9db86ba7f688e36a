import type { Deps } from '../deps.ts'
import { PlatformRefusal } from '../gateway/errors.ts'
import type { OrderDetail } from '../gateway/types.ts'
import { lockOrder, moveOrder } from './move-order.ts'
import { note } from './timeline.ts'
import { isTaken } from '../store/is-taken.ts'
import { openPeople, type People } from './people.ts'

/**
 * Tries the tempOrderCodes of notifications while the answer of addTemp is missing. A code is taken only when
 * 7.11 agrees in product, period and people, and no other order has it. Returns true when the order has a
 * tempOrderCode afterwards. Throws GatewayError when the platform cannot be asked: try again later.
 */
export async function adoptOrder(deps: Deps, orderId: string, candidates: string[]): Promise<boolean> {
  const row = await deps.db
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (row.temp_order_code) return true
  for (const tempOrderCode of candidates.slice(0, 3)) {
    const taken = await deps.db
      .selectFrom('orders')
      .select('id')
      .where('temp_order_code', '=', tempOrderCode)
      .executeTakeFirst()
    if (taken) continue
    const detail = await ask(deps, { tempOrderCode, memberId: row.member_id }, orderId)
    const agrees =
      detail !== null &&
      detail.productCode === row.product_code &&
      agreesInPeriod(detail, row.start_date, row.end_date) &&
      agreesInPeople(detail, openPeople(deps.vault, row))
    if (!agrees) continue
    const adopted = deps.db.transaction().execute(async (transaction) => {
      const locked = await lockOrder(transaction, orderId)
      if (locked.temp_order_code) return
      const status = await moveOrder(transaction, locked, {
        step: { kind: 'place', outcome: 'answered' },
        values: { temp_order_code: tempOrderCode },
        now: deps.now(),
        jobs: deps.jobs,
        amountIs: deps.amountIs,
      })
      if (status) await note(transaction, orderId, { kind: 'place-answered', actor: 'platform', status })
    })
    try {
      await adopted
      return true
    } catch (error) {
      // Another order took the code in the meantime.
      if (!isTaken(error)) throw error
    }
  }
  return false
}

async function ask(deps: Deps, request: { tempOrderCode: string; memberId: string }, orderId: string) {
  try {
    return await deps.gateway.getOrderDetail(request, { priority: 'background', orderId })
  } catch (error) {
    if (error instanceof PlatformRefusal && error.code !== '0002') return null
    throw error
  }
}

function agreesInPeriod({ safeguardPeriod }: OrderDetail, start: string | null, end: string | null): boolean {
  if (!start || !end) return true
  return (safeguardPeriod?.includes(start) && safeguardPeriod.includes(end)) ?? false
}

function agreesInPeople(detail: OrderDetail, { insured }: People): boolean {
  const names = (list: (string | null)[]) => list.toSorted().join('\n')
  return (
    insured.length === 0 ||
    names(insured.map(({ name }) => name)) === names(detail.insuredInfoList.map((p) => p.insuredName))
  )
}
