import type { Link, LinkState } from '#contract/links.ts'
import { PAID_STATUSES } from '#contract/place-order.ts'
import * as paths from '#contract/paths.ts'
import { readPurchaseDraft } from '#contract/purchases.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openDraft, prefillPlace } from '../../purchases/drafts.ts'
import { salespersonOf } from '../../http/users.ts'
import { readable } from '../../store/readable.ts'
import { openNote } from '../../purchases/sale-note.ts'
import { needsProof } from '../../purchases/lock.ts'

/** Links that `user` may see, newest first: clerks their own, managers all. */
export function selectLinks({ db }: Deps, user: User) {
  const select = db
    .selectFrom('links')
    .innerJoin('users', 'users.id', 'links.created_by')
    .innerJoin('members', 'members.member_id', 'links.member_id')
    .innerJoin('products', 'products.product_code', 'links.product_code')
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
    .select(({ selectFrom }) => {
      const purchases = selectFrom('purchases').whereRef('purchases.link_id', '=', 'links.id')
      return [
        purchases.select(({ fn }) => fn.countAll<number>().as('n')).as('begun'),
        selectFrom('guesses')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where('kind', '=', 'link')
          .whereRef('guesses.id', '=', 'links.id')
          .where('closed_at', 'is not', null)
          .as('closed'),
        purchases
          .where('order_id', 'is not', null)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('ordered'),
        purchases
          .innerJoin('orders', 'orders.id', 'purchases.order_id')
          .where('orders.status', 'in', PAID_STATUSES)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('bought'),
      ]
    })
    .orderBy('links.id', 'desc')
  return atLeast(user.role, 'manager') ? select : select.where('links.created_by', '=', user.id)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLinks>['executeTakeFirstOrThrow']>>

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
