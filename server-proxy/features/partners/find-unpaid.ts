import { shanghaiDay } from '#contract/days.ts'
import type { Deps } from '../../deps.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { sealResume } from '../../purchases/resume.ts'
import type { Claims } from './judge-token.ts'

/** The platform may still wait for its payment. */
const UNPAID = ['submitting', 'uncertain', 'unpaid'] as const

/**
 * A bearer of the newest unpaid order for the token's product and reference, placed in a frame of this partner, if the
 * cover has not begun. A browser that denies storage cannot remember it, and its customer would order twice. Only for
 * a token with `resume`: without it the reference may be a tour's, and one customer would get the order of another.
 */
export async function findUnpaid(
  { db, vault, now }: Pick<Deps, 'db' | 'vault' | 'now'>,
  partner: PartnerRow,
  { product, reference, resume }: Claims,
  until: number,
): Promise<string | null> {
  if (reference === undefined || !resume) return null
  const purchase = await db
    .selectFrom('orders')
    .innerJoin('purchases', 'purchases.order_id', 'orders.id')
    .select('purchases.id')
    .where('orders.partner_id', '=', partner.id)
    .where('orders.reference', '=', reference)
    .where('orders.product_code', '=', product)
    .where('orders.status', 'in', UNPAID)
    .where('orders.closed_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('orders.start_date', 'is', null), eb('orders.start_date', '>=', shanghaiDay(now()))]),
    )
    .where('purchases.page_origin', 'is not', null)
    .where('purchases.revoked_at', 'is', null)
    .orderBy('orders.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return purchase ? sealResume(vault, purchase.id, until) : null
}
