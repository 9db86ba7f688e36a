import type { Kysely } from 'kysely'
import type { AmountIs } from '#contract/money.ts'
import { AnswerOutdated, GatewayError, PlatformRefusal } from '../gateway/errors.ts'
import { visitor } from '../http/visitor.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { Gateway, OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { returnNotifiedAt } from '../notifications/inbox.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { type Answer, decide } from './decide.ts'
import { keepDifferences } from './differences.ts'
import { policiesOnFile } from './keep-policies.ts'
import { pricesOf } from './learned-premiums.ts'
import { lockOrder } from './move-order.ts'
import { nextPullMs } from './order-state.ts'
import { RETURN_COUNTS_AFTER_MS, type ReturnNews } from './settle-claims.ts'
import { forgetUnstorable, keepUnstorable } from './unstorable.ts'
import { writeDecision } from './write-decision.ts'

export type PullDeps = {
  db: Kysely<Database>
  gateway: Gateway
  jobs: Jobs
  vault: Vault
  statusLabels: Record<string, string>
  amountIs: AmountIs
  now(): number
}

type Priority = 'screen' | 'background'
/** Set during a daily comparison. */
type Occasion = { comparisonId?: string }

const ATTEMPTS = 3

const running = new Map<string, Promise<void>>()

/**
 * Asks 7.11 (and 7.6 when policy files are missing) and applies the answer to the row. Concurrent pulls of
 * one order coalesce. An order unknown to the platform (1000: not confirmed by the customer) stays as it is.
 * Throws GatewayError when the platform cannot be asked.
 */
export function pullOrder(deps: PullDeps, orderId: string, priority: Priority): Promise<void> {
  // Staff do not share a pull that waits in the visitors' queue.
  const key = `${orderId} ${priority} ${visitor() !== null}`
  const known = running.get(key)
  if (known) return known
  // When no answer was applied, newer ones were.
  const pull = askAndApply(deps, orderId, priority)
    .then(() => {})
    .finally(() => running.delete(key))
  running.set(key, pull)
  return pull
}

/**
 * Pulls afresh: a pull in flight may be older than what the caller needs. Throws AnswerOutdated when the order
 * kept changing, so no answer was applied.
 */
export async function pullAfresh(
  deps: PullDeps,
  orderId: string,
  priority: Priority,
  about: Occasion = {},
): Promise<void> {
  if (!(await askAndApply(deps, orderId, priority, about))) throw new AnswerOutdated()
}

/** Pulls in the background for a daily comparison, which stores the differences. */
export function compareOrder(deps: PullDeps, orderId: string, comparisonId: string): Promise<void> {
  return pullAfresh(deps, orderId, 'background', { comparisonId })
}

/** Returns false when the order changed during each attempt. */
async function askAndApply(
  deps: PullDeps,
  orderId: string,
  priority: Priority,
  about: Occasion = {},
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const at = deps.now()
    const row = await deps.db
      .updateTable('orders')
      .set({ asked_at: new Date(at) })
      .where('id', '=', orderId)
      .where('erased_at', 'is', null)
      .returning(['temp_order_code', 'member_id', 'pull_version', 'status', 'updated_at', 'next_pull_at'])
      .returning(['surrender_requested_at', 'invoice_requested_at', 'insured_count'])
      .executeTakeFirst()
    if (!row?.temp_order_code) return true
    const claimedAt = row.surrender_requested_at
    // Read before the platform is asked, so its answer is newer than the notification.
    const notifiedAt = claimedAt && (await returnNotifiedAt(deps.db, orderId, claimedAt))
    const isEarly = notifiedAt && deps.now() - notifiedAt.getTime() < RETURN_COUNTS_AFTER_MS
    const returned: ReturnNews = notifiedAt ? (isEarly ? 'early' : 'counts') : 'none'
    const request = { tempOrderCode: row.temp_order_code, memberId: row.member_id }
    const answer = await ask(deps, request, orderId, priority, row)
    if (!answer) return true
    const asked = { at, state: stateOf(row), returned }
    const applied = await apply(deps, orderId, asked, answer, about).catch((error: unknown) =>
      keepUnstorable(deps, orderId, error),
    )
    if (applied) return true
  }
  return false
}

type AskedRow = StateRow & Pick<OrderRow, 'status' | 'updated_at' | 'next_pull_at' | 'insured_count'>

async function ask(
  deps: PullDeps,
  request: { tempOrderCode: string; memberId: string },
  orderId: string,
  priority: Priority,
  row: AskedRow,
): Promise<Answer | null> {
  const age = deps.now() - row.updated_at.getTime()
  // Keeps watching what was watched: an invoice in the making, one policy of several.
  const pause = nextPullMs(row.status, age) ?? (row.next_pull_at && nextPullMs('invoicing', age))
  const putOff = (answered: boolean) =>
    deps.db
      .updateTable('orders')
      .set({
        next_pull_at: pause === null ? null : new Date(deps.now() + pause),
        ...(answered && { answered_at: new Date(deps.now()) }),
      })
      .where('id', '=', orderId)
      .where('erased_at', 'is', null)
      // A claim made meanwhile has a time of its own.
      .where('pull_version', '=', row.pull_version)
      .where('surrender_requested_at', 'is not distinct from', row.surrender_requested_at)
      .where('invoice_requested_at', 'is not distinct from', row.invoice_requested_at)
      .execute()
  try {
    const detail = await deps.gateway.getOrderDetail(request, { priority, orderId })
    return { detail, files: await missingFiles(deps, request, orderId, priority, detail, row.insured_count) }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const notYet = error instanceof PlatformRefusal && error.code === '1000'
    await putOff(notYet)
    if (notYet) return null
    throw error
  }
}

/**
 * 7.6 proves a policy when 7.11 shows none for somebody, has the files that 7.11 may leave out, and checks a
 * 7.11 that lists fewer people than before.
 */
async function missingFiles(
  deps: PullDeps,
  request: { tempOrderCode: string; memberId: string },
  orderId: string,
  priority: Priority,
  detail: OrderDetail,
  insuredCount: number,
): Promise<PolicyFiles | null> {
  const issued = placeLabel(detail.orderStatus, deps.statusLabels) === 'issued'
  const people = detail.insuredInfoList
  const withPolicy = people.filter((person) => person.policyCode)
  if (!issued && withPolicy.length === 0) return null
  const isMissing = ({ policyCode, policyUrl, policyStatus }: (typeof people)[number]) =>
    policyCode ? !policyUrl : placeLabel(policyStatus, deps.statusLabels) !== 'failed'
  const isShort = people.length < insuredCount
  if (withPolicy.length > 0 && !isShort && !people.some(isMissing)) return null
  try {
    return await deps.gateway.getPolicyUrl(request, { priority, orderId })
  } catch (error) {
    if (error instanceof GatewayError) return null
    throw error
  }
}

/** What an answer must not be older than: the last answer, a surrender or an invoice application. */
type StateRow = Pick<OrderRow, 'pull_version' | 'surrender_requested_at' | 'invoice_requested_at'>
const stateOf = (row: StateRow) =>
  [row.pull_version, row.surrender_requested_at?.getTime(), row.invoice_requested_at?.getTime()].join()

/** Returns false when the order has changed since this answer was requested: ask again. */
async function apply(
  deps: PullDeps,
  orderId: string,
  { at, state, returned }: { at: number; state: string; returned: ReturnNews },
  answer: Answer,
  about: Occasion,
): Promise<boolean> {
  const { now, jobs, vault, statusLabels, amountIs } = deps
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    if (stateOf(row) !== state) return false
    const onFile = await policiesOnFile(transaction, orderId)
    const prices = await pricesOf(transaction, row.product_code, now())
    const decision = decide(row, onFile, answer, {
      statusLabels,
      amountIs,
      prices,
      now: now(),
      // This process may have been suspended since.
      askedAt: at,
      returned,
    })
    if (about.comparisonId)
      await keepDifferences(
        transaction,
        { comparisonId: about.comparisonId, amountIs },
        row,
        answer.detail,
        decision.policies,
        onFile,
      )
    await writeDecision(transaction, row, decision, {
      detail: answer.detail,
      vault,
      jobs,
      amountIs,
      prices,
      now: now(),
    })
    if (row.store_failures > 0) await forgetUnstorable(transaction, orderId)
    return true
  })
}
