import type { Kysely, Transaction } from 'kysely'
import { GatewayError, PlatformRefusal } from '../gateway/errors.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { Gateway, OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { Database, OrderRow } from '../store/schema.ts'
import type { Vault } from '../store/vault.ts'
import { dropAttention, keepAttention, raiseAttention } from './attention.ts'
import { isDay } from '../../src/contract/days.ts'
import { countPolicies } from './count-policies.ts'
import { keepDifferences } from './differences.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { lockOrder, moveOrder } from './move-order.ts'
import { keepPeople } from './keep-people.ts'
import { nextPullMs, nextStatus, type PlatformView, surrenderSeen } from './order-state.ts'
import { platformOrderOf, policiesOf, type PolicyOnFile } from './platform-order.ts'
import { notePolicyMoves, policyMoves } from './policy-moves.ts'
import { note } from './timeline.ts'

export type PullDeps = {
  db: Kysely<Database>
  gateway: Gateway
  jobs: Jobs
  vault: Vault
  statusLabels: Record<string, string>
  now(): number
}

type Priority = 'screen' | 'background'

/** A lost surrender or invoice answer is called undone when the platform shows nothing of it after this long. */
const UNDONE_AFTER_MS = 2 * 60_000
/** A surrender is sent this often before somebody has to look. */
const SURRENDER_SENDS = 3
const ATTEMPTS = 3
/** invoiceStatus of §7.11 that does not change by itself any more: made, failed. */
const INVOICE_DONE = new Set([1, 2])

/** … and under which nothing has been applied for: none yet, the last one failed. */
export const INVOICE_OPEN = new Set([0, 2])

const running = new Map<string, Promise<void>>()

/**
 * Asks 7.11 (and 7.6 where policy files are still missing) and moves the row to the platform's own state.
 * Pulls of one order that start while one waits share it. An order the platform does not know yet (1000: the
 * customer has not confirmed it) stays as it is. Throws GatewayError when the platform cannot be asked.
 */
export function pullOrder(deps: PullDeps, orderId: string, priority: Priority): Promise<void> {
  const key = `${orderId} ${priority}`
  const known = running.get(key)
  if (known) return known
  const pull = askAndApply(deps, orderId, priority).finally(() => running.delete(key))
  running.set(key, pull)
  return pull
}

/** The same, asked from now on: an answer under way may be older than what the caller has to know. */
export function pullAfresh(deps: PullDeps, orderId: string, priority: Priority): Promise<void> {
  return askAndApply(deps, orderId, priority)
}

/** The same in the background for a daily comparison, which keeps what had been different. */
export function compareOrder(deps: PullDeps, orderId: string, comparisonId: string): Promise<void> {
  return askAndApply(deps, orderId, 'background', comparisonId)
}

async function askAndApply(
  deps: PullDeps,
  orderId: string,
  priority: Priority,
  comparisonId: string | null = null,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const row = await deps.db
      .updateTable('orders')
      .set({ asked_at: new Date(deps.now()) })
      .where('id', '=', orderId)
      .where('erased_at', 'is', null)
      .returning(['temp_order_code', 'member_id', 'pull_version', 'status', 'updated_at', 'next_pull_at'])
      .executeTakeFirst()
    if (!row?.temp_order_code) return
    const request = { tempOrderCode: row.temp_order_code, memberId: row.member_id }
    const answer = await ask(deps, request, orderId, priority, row)
    if (!answer) return
    if (await apply(deps, orderId, row.pull_version, answer, comparisonId)) return
  }
}

type Answer = { detail: OrderDetail; files: PolicyFiles | null }

async function ask(
  deps: PullDeps,
  request: { tempOrderCode: string; memberId: string },
  orderId: string,
  priority: Priority,
  row: Pick<OrderRow, 'status' | 'updated_at' | 'next_pull_at'>,
): Promise<Answer | null> {
  const age = deps.now() - row.updated_at.getTime()
  // What was being watched (an invoice in the making, one policy of several) goes on being watched.
  const pause = nextPullMs(row.status, age) ?? (row.next_pull_at && nextPullMs('invoicing', age))
  const putOff = (answered: boolean) =>
    deps.db
      .updateTable('orders')
      .set({
        next_pull_at: pause === null ? null : new Date(deps.now() + pause),
        ...(answered && { answered_at: new Date(deps.now()) }),
      })
      .where('id', '=', orderId)
      .execute()
  try {
    const detail = await deps.gateway.getOrderDetail(request, { priority, orderId })
    return { detail, files: await missingFiles(deps, request, orderId, priority, detail) }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const notYet = error instanceof PlatformRefusal && error.code === '1000'
    await putOff(notYet)
    if (notYet) return null
    throw error
  }
}

/** 7.6 proves a policy where 7.11 shows none, and has the files that 7.11 may leave out. */
async function missingFiles(
  deps: PullDeps,
  request: { tempOrderCode: string; memberId: string },
  orderId: string,
  priority: Priority,
  detail: OrderDetail,
): Promise<PolicyFiles | null> {
  const issued = placeLabel(detail.orderStatus, deps.statusLabels) === 'issued'
  const withPolicy = detail.insuredInfoList.filter((person) => person.policyCode)
  if (!issued && withPolicy.length === 0) return null
  if (withPolicy.length > 0 && withPolicy.every((person) => person.policyUrl)) return null
  try {
    return await deps.gateway.getPolicyUrl(request, { priority, orderId })
  } catch (error) {
    if (error instanceof GatewayError) return null
    throw error
  }
}

/** False when another answer was applied since this one was asked for: ask again. */
async function apply(
  deps: PullDeps,
  orderId: string,
  version: number,
  { detail, files }: Answer,
  comparisonId: string | null,
): Promise<boolean> {
  const now = deps.now()
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    if (row.pull_version !== version) return false
    const told = row.status

    const policies = policiesOf(detail, files)
    const label = detail.orderStatus
    const view: PlatformView = {
      label,
      placed: placeLabel(label, deps.statusLabels),
      policies: policies.map((policy) => ({
        policyCode: policy.policyCode,
        placed: placeLabel(policy.policyStatus, deps.statusLabels),
      })),
    }
    const claims = settleClaims(row, view, detail, now)
    const moves = await policyMoves(transaction, orderId, policies)
    if (comparisonId) await keepDifferences(transaction, comparisonId, row, detail, policies)
    // A surrender that never happened: the order is what it was, and the platform says what that is now.
    const undone = { kind: 'surrender', outcome: 'undone', before: 'issued' } as const
    if (claims.surrenderUndone) row.status = nextStatus(row.status, undone) ?? row.status
    const before = row.status
    const invoicing =
      row.invoice_requested_at !== null &&
      !claims.invoiceUndone &&
      !INVOICE_DONE.has(detail.invoiceStatus ?? 0)
    const asked = claims.surrenderStands ? { policyCodes: row.surrender_policies } : null
    const status =
      (await moveOrder(transaction, row, {
        step: { kind: 'platform', view, asked },
        now,
        jobs: deps.jobs,
        told,
        watching: [
          ...(invoicing ? (['invoicing'] as const) : []),
          ...view.policies.flatMap(({ placed }) => placed ?? []),
        ],
        moved: moves.size > 0,
        values: {
          platform_status: label,
          order_code: detail.orderCode ?? files?.orderCode ?? row.order_code,
          amount: detail.orderTotalAmt ?? row.amount,
          reduction: detail.orderReduceAmt ?? row.reduction,
          ...whatTheCustomerChanged(detail),
          insurer_name: detail.companyName ?? files?.companyName ?? row.insurer_name,
          platform_sealed: deps.vault.seal(
            { table: 'orders', column: 'platform', row: orderId },
            JSON.stringify(platformOrderOf(detail)),
          ),
          is_group: detail.isGroup ?? files?.isGroup ?? row.is_group,
          invoice_support: detail.isInvoice ?? row.invoice_support,
          invoice_status: detail.invoiceStatus ?? row.invoice_status,
          ...(claims.invoiceUndone && { invoice_requested_at: null, invoice_lost: false }),
          ...(claims.invoiceSeen && { invoice_lost: false }),
          ...(!claims.surrenderStands && { surrender_requested_at: null, surrender_lost: false }),
          ...(claims.surrenderAgain && {
            surrender_requested_at: new Date(now),
            surrender_sends: row.surrender_sends + 1,
          }),
          answered_at: new Date(now),
          pull_version: version + 1,
        },
      })) ?? before
    if (status === before)
      await notePolicyMoves(transaction, orderId, moves, (one) => placeLabel(one, deps.statusLabels))
    await keepPolicies(transaction, orderId, policies)
    await countPolicies(transaction, orderId)
    await keepPeople(transaction, deps.vault, orderId, detail)
    await keepInvoices(transaction, orderId, detail)

    if (status !== before)
      await note(transaction, orderId, { kind: 'status', actor: 'platform', status, platformMessage: label })
    if (label !== null && view.placed === null) {
      if (label !== row.platform_status) {
        await note(transaction, orderId, { kind: 'label-unknown', actor: 'platform', platformMessage: label })
        await raiseAttention(transaction, orderId, 'label-unknown', label)
      }
    }
    // Also when the same words are known since: somebody added them to the settings.
    else await dropAttention(transaction, orderId, 'label-unknown')
    if (detail.invoiceStatus !== null && detail.invoiceStatus !== (row.invoice_status ?? 0)) {
      await note(transaction, orderId, {
        kind: 'invoice-status',
        actor: 'platform',
        note: String(detail.invoiceStatus),
      })
      if (!INVOICE_OPEN.has(detail.invoiceStatus))
        await dropAttention(transaction, orderId, 'invoice-not-done')
    }
    if (claims.surrenderAgain)
      await deps.jobs.enqueue('send-surrender', { key: orderId, data: { orderId }, in: transaction })
    if (claims.surrenderUndone) {
      await note(transaction, orderId, { kind: 'surrender-not-done', actor: 'system' })
      await raiseAttention(transaction, orderId, 'surrender-not-done')
    }
    if (claims.invoiceUndone) {
      await note(transaction, orderId, { kind: 'invoice-not-done', actor: 'system' })
      await raiseAttention(transaction, orderId, 'invoice-not-done')
    }
    await checkAmount(transaction, row, detail)
    // An order counts as issued when some of its people are insured; a group shares fewer policies than it has people.
    if (status === 'issued' && policies.length > 0) {
      const isGroup = detail.isGroup ?? files?.isGroup ?? row.is_group
      if (!isGroup && policies.length < detail.insuredInfoList.length)
        await keepAttention(transaction, orderId, 'no-policy')
      else await dropAttention(transaction, orderId, 'no-policy')
    }
    return true
  })
}

/** 7.4 carries no plan: an amount below the chosen plan's lowest price shows that another one was confirmed. */
async function checkAmount(
  transaction: Transaction<Database>,
  row: OrderRow,
  { orderTotalAmt, insuredInfoList }: OrderDetail,
): Promise<void> {
  if (orderTotalAmt === null || orderTotalAmt === row.amount || !row.plan_code) return
  const product = await transaction
    .selectFrom('products')
    .select('plans')
    .where('product_code', '=', row.product_code)
    .executeTakeFirst()
  const plan = product?.plans.find(({ planCode }) => planCode === row.plan_code)
  if (plan && orderTotalAmt < plan.minPrice * insuredInfoList.length)
    await raiseAttention(transaction, row.id, 'amount-differs')
  else await dropAttention(transaction, row.id, 'amount-differs')
}

/** Holder, number of people and period as the platform has them, for lists; what it leaves out stays as placed. */
function whatTheCustomerChanged(detail: OrderDetail) {
  const name = detail.enterpriseName ?? detail.holderName
  const days = /(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})/.exec(detail.safeguardPeriod ?? '')
  const [, start = '', end = ''] = days ?? []
  return {
    ...(name && { holder_name: name }),
    ...(detail.insuredInfoList.length > 0 && { insured_count: detail.insuredInfoList.length }),
    ...(isDay(start) && isDay(end) && { cover_start: start, cover_end: end }),
  }
}

/** What became of a surrender or an invoice that we asked for and whose answer may be lost. */
function settleClaims(row: OrderRow, view: PlatformView, detail: OrderDetail, now: number) {
  const overdue = (since: Date | null) => since !== null && now - since.getTime() > UNDONE_AFTER_MS
  const asked = row.surrender_requested_at !== null
  const seen = asked && surrenderSeen(view, { policyCodes: row.surrender_policies })
  const surrenderMissing = asked && !seen && row.surrender_lost && overdue(row.surrender_requested_at)
  const surrenderAgain =
    surrenderMissing && row.status === 'surrendering' && row.surrender_sends < SURRENDER_SENDS
  const surrenderUndone = surrenderMissing && !surrenderAgain
  // An earlier application may have failed (2): that says nothing of this one.
  const invoiceSeen = row.invoice_lost && !INVOICE_OPEN.has(detail.invoiceStatus ?? 0)
  const invoiceUndone = row.invoice_lost && !invoiceSeen && overdue(row.invoice_requested_at)
  const surrenderStands = asked && !seen && !surrenderUndone
  return { surrenderStands, surrenderAgain, surrenderUndone, invoiceSeen, invoiceUndone }
}

/** Remembers policies; a file address that the platform leaves out this time is kept. */
export async function keepPolicies(
  db: Transaction<Database>,
  orderId: string,
  policies: PolicyOnFile[],
): Promise<void> {
  if (policies.length === 0) return
  await db
    .insertInto('policies')
    .values(
      policies.map((policy, place) => ({
        order_id: orderId,
        policy_code: policy.policyCode,
        place,
        insured_name: policy.insuredName,
        policy_status: policy.policyStatus,
        policy_url: policy.policyUrl,
        certificate_url: policy.certificateUrl,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['order_id', 'policy_code']).doUpdateSet(({ fn, ref }) => ({
        insured_name: fn.coalesce(ref('excluded.insured_name'), ref('policies.insured_name')),
        policy_status: fn.coalesce(ref('excluded.policy_status'), ref('policies.policy_status')),
        policy_url: fn.coalesce(ref('excluded.policy_url'), ref('policies.policy_url')),
        certificate_url: fn.coalesce(ref('excluded.certificate_url'), ref('policies.certificate_url')),
      })),
    )
    .execute()
}

async function keepInvoices(
  transaction: Transaction<Database>,
  orderId: string,
  detail: OrderDetail,
): Promise<void> {
  const files = new Map<string, string | null>()
  for (const person of detail.insuredInfoList) {
    if (person.invoiceUrl && !files.has(person.invoiceUrl)) files.set(person.invoiceUrl, person.policyCode)
  }
  await addInvoiceFiles(
    transaction,
    orderId,
    [...files].map(([invoiceUrl, policyCode]) => ({ invoiceUrl, policyCode })),
  )
}

/** Adds invoice files not known yet, numbered on from the last one. */
export async function addInvoiceFiles(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
  files: { invoiceUrl: string; policyCode: string | null }[],
): Promise<void> {
  if (files.length === 0) return
  const known = await db
    .selectFrom('invoice_files')
    .select(['n', 'url'])
    .where('order_id', '=', orderId)
    .execute()
  const urls = new Set(known.map((file) => file.url))
  const fresh = files.filter((file) => !urls.has(file.invoiceUrl))
  if (fresh.length === 0) return
  await db
    .insertInto('invoice_files')
    .values(
      fresh.map((file, place) => ({
        order_id: orderId,
        n: known.length + place + 1,
        policy_code: file.policyCode,
        url: file.invoiceUrl,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
