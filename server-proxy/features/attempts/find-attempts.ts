import type { Attempt } from '#contract/attempts.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { hashWithin } from '../../purchases/support-numbers.ts'

type Hashes = Parameters<typeof hashWithin>[1]

/** Finds purchases, and links without a purchase yet. Clerks see their own, managers see all. */
export async function findAttempts({ db }: Deps, user: User, hashes: Hashes): Promise<Attempt[]> {
  const own = !atLeast(user.role, 'manager')
  let purchases = db
    .selectFrom('purchases')
    .innerJoin('products', 'products.product_code', 'purchases.product_code')
    .innerJoin('users', 'users.id', 'purchases.created_by')
    .leftJoin('links', 'links.id', 'purchases.link_id')
    .leftJoin('partners', 'partners.id', 'purchases.partner_id')
    .leftJoin('orders', 'orders.id', 'purchases.order_id')
    .select([
      'purchases.product_code',
      'products.product_name',
      'purchases.channel',
      'purchases.link_id',
      'links.title',
      'partners.name as partner_name',
      'purchases.reference',
      'purchases.step',
      'purchases.created_at',
      'purchases.updated_at',
      'purchases.order_id',
      'orders.status',
      'orders.out_serial_no',
      'purchases.refusal',
      'users.username',
    ])
    .where(hashWithin('purchases.token_hash', hashes))
  if (own) purchases = purchases.where('purchases.created_by', '=', user.id)
  // A single-use link and its purchase share their token.
  let links = db
    .selectFrom('links')
    .innerJoin('products', 'products.product_code', 'links.product_code')
    .innerJoin('users', 'users.id', 'links.created_by')
    .select(['links.id', 'kind', 'title', 'links.product_code', 'product_name', 'username'])
    .where(hashWithin('links.token_hash', hashes))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('purchases').select('id').whereRef('purchases.token_hash', '=', 'links.token_hash'),
        ),
      ),
    )
  if (own) links = links.where('links.created_by', '=', user.id)
  const [begun, opened] = await Promise.all([purchases.execute(), links.execute()])
  return [
    ...begun.map((row) => ({
      productCode: row.product_code,
      productName: row.product_name,
      channel: row.channel,
      link: row.link_id === null ? null : { id: row.link_id, title: row.title },
      partnerName: row.partner_name,
      reference: row.reference,
      step: row.step,
      begunAt: row.created_at.toISOString(),
      savedAt: row.updated_at.toISOString(),
      order:
        row.order_id && row.status && row.out_serial_no
          ? { id: row.order_id, status: row.status, orderNo: row.out_serial_no }
          : null,
      refusal: row.refusal,
      createdBy: row.username,
    })),
    ...opened.map((row) => ({
      productCode: row.product_code,
      productName: row.product_name,
      channel: row.kind,
      link: { id: row.id, title: row.title },
      partnerName: null,
      reference: null,
      step: null,
      begunAt: null,
      savedAt: null,
      order: null,
      refusal: null,
      createdBy: row.username,
    })),
  ]
}
