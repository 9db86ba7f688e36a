import type { ExpressionBuilder } from 'kysely'
import type { Link, LinkState, ListLinks } from '#contract/links.ts'
import { PAID_STATUSES } from '#contract/place-order.ts'
import * as paths from '#contract/paths.ts'
import { readPurchaseDraft } from '#contract/purchases.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openDraft, prefillPlace } from '../../purchases/drafts.ts'
import { salespersonOf } from '../../http/users.ts'
import { readable } from '../../store/readable.ts'
import type { Database } from '../../store/schema.ts'
import { openNote } from '../../purchases/sale-note.ts'
import { needsProof } from '../../purchases/lock.ts'

/** Links that `user` may see and that match, newest first: clerks their own, managers all. */
export function linksOf({ db, now }: Deps, user: User, query: Omit<ListLinks, 'q' | 'cursor'> = {}) {
  let select = db
    .selectFrom('links')
    .innerJoin('users', 'users.id', 'links.created_by')
    .innerJoin('members', 'members.member_id', 'links.member_id')
    .innerJoin('products', 'products.product_code', 'links.product_code')
    .orderBy('links.id', 'desc')
  const { kind, productCode, memberId, by, state } = query
  if (!atLeast(user.role, 'manager')) select = select.where('links.created_by', '=', user.id)
  if (kind) select = select.where('links.kind', '=', kind)
  if (productCode) select = select.where('links.product_code', '=', productCode)
  if (memberId) select = select.where('links.member_id', '=', memberId)
  if (by) select = select.where('username', '=', by)
  if (state) select = select.where((eb) => inState(eb, state, now()))
  return select
}

/** What `viewLink` shows of them. */
export const shown = (links: ReturnType<typeof linksOf>) =>
  links
    .selectAll('links')
    .select([
      'username',
      'sells_as',
      'practice_no',
      'company',
      'insurer_name',
      'seller_name',
      'product_name',
      'plans',
    ])
    .select((eb) => {
      const purchases = eb.selectFrom('purchases').whereRef('purchases.link_id', '=', 'links.id')
      return [
        purchases.select(({ fn }) => fn.countAll<number>().as('n')).as('begun'),
        eb
          .selectFrom('guesses')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where('kind', '=', 'link')
          .whereRef('guesses.id', '=', 'links.id')
          .where('closed_at', 'is not', null)
          .as('closed'),
        ordersOf(eb).as('ordered'),
        purchases
          .innerJoin('orders', 'orders.id', 'purchases.order_id')
          .where('orders.status', 'in', PAID_STATUSES)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('bought'),
      ]
    })

/** How many orders a link has. */
const ordersOf = (eb: ExpressionBuilder<Database, 'links'>) =>
  eb
    .selectFrom('purchases')
    .whereRef('purchases.link_id', '=', 'links.id')
    .where('order_id', 'is not', null)
    .select(({ fn }) => fn.countAll<number>().as('n'))

/** The state of a link as `stateOf` gives it, in SQL. */
function inState(eb: ExpressionBuilder<Database, 'links'>, state: LinkState, now: number) {
  const revoked = eb('revoked_at', 'is not', null)
  const expired = eb.and([eb('links.expires_at', 'is not', null), eb('links.expires_at', '<', new Date(now))])
  const usedUp = eb.and([eb('uses', 'is not', null), eb(ordersOf(eb), '>=', eb.ref('uses'))])
  if (state === 'revoked') return revoked
  if (state === 'expired') return eb.and([eb.not(revoked), expired])
  return eb.and([eb.not(revoked), eb.not(expired), state === 'used-up' ? usedUp : eb.not(usedUp)])
}

type Row = Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>

export function viewLink({ vault, log, publicUrl, now }: Deps, row: Row): Link {
  const opened = readable(log, { table: 'links', row: row.id }, () => ({
    token: vault.open({ table: 'links', column: 'token', row: row.id }, row.token_sealed),
    draft: openDraft(vault, prefillPlace(row), row.prefill_sealed),
    note: openNote(vault, 'links', row),
  }))
  const draft = opened?.draft ?? readPurchaseDraft(null)
  return {
    id: row.id,
    kind: row.kind,
    state: stateOf(row, now()),
    url: opened ? publicUrl + paths.to(paths.buy, { token: opened.token }) : '',
    unreadable: opened === null,
    title: row.title,
    memberId: row.member_id,
    insurerName: row.insurer_name,
    sellerName: row.seller_name ?? row.company,
    productCode: row.product_code,
    productName: row.product_name,
    planName: row.plans.find(({ planCode }) => planCode === draft.planCode)?.planName ?? null,
    startDate: draft.startDate || null,
    endDate: draft.endDate || null,
    groupNo: row.group_no,
    note: opened?.note ?? null,
    holder: draft.holder.name || null,
    people: draft.insured.filter(({ name }) => name).length,
    asksHolder: needsProof(draft),
    closed: Boolean(row.closed),
    uses: row.uses,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdBy: row.username,
    salesperson: row.kind === 'link' ? salespersonOf(row) : null,
    createdAt: row.created_at.toISOString(),
    opened: row.opened,
    begun: row.begun ?? 0,
    bought: row.bought ?? 0,
  }
}

function stateOf(row: Row, now: number): LinkState {
  if (row.revoked_at) return 'revoked'
  if (row.expires_at && row.expires_at.getTime() < now) return 'expired'
  return row.uses !== null && (row.ordered ?? 0) >= row.uses ? 'used-up' : 'open'
}
