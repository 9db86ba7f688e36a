import type { PlaceBatch } from '#contract/batches.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { claimSale } from '../purchases/sale-state.ts'
import { bindDraftToBatch } from '../purchases/staff-drafts.ts'
import { keysOfBatch, partKey } from './batch-key.ts'
import { assertExplained } from './explained.ts'
import { checkOrder, placeOrder } from './place-order.ts'
import { assertSecondCover, contentHash } from './second-cover.ts'

const sealedPlace = (id: string) => ({ table: 'order_batches', column: 'order', row: id })

/**
 * Keeps a sale of too many people and lets the background place it as several orders. The draft's id is the key: the
 * same sale again is the same batch, other content is 422.
 */
export async function placeBatch(deps: Deps, user: User, { draftId, order }: PlaceBatch): Promise<void> {
  const hash = contentHash(order)
  const known = await findBatch(deps, draftId)
  if (known) return assertSame(known, user, hash)
  const { product, planName } = await checkOrder(deps, user, order, { split: true })
  await assertExplained(deps, order)
  await assertSecondCover(deps, order, { userId: user.id, key: draftId })
  await deps.db.transaction().execute(async (transaction) => {
    await claimSale(transaction, { userId: user.id, key: draftId, as: 'batch' })
    const row = await transaction
      .insertInto('order_batches')
      .values({
        id: draftId,
        created_by: user.id,
        request_hash: hash,
        order_sealed: deps.vault.seal(sealedPlace(draftId), JSON.stringify(order)),
        people: order.insured?.length ?? 0,
        size: product.rules.maxInsured,
        product_name: product.product_name,
        plan_name: planName,
        start_date: order.startDate || null,
        end_date: order.endDate || null,
        group_no: order.groupNo || null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!row) return
    await bindDraftToBatch(transaction, { draftId, userId: user.id })
    await deps.jobs.enqueue('place-batch', { key: draftId, data: { batchId: draftId }, in: transaction })
  })
  const kept = await findBatch(deps, draftId)
  if (!kept) throw new Refusal(503, 'unavailable')
  assertSame(kept, user, hash)
  deps.jobs.wake('place-batch', 1)
}

function assertSame(row: { created_by: string; request_hash: Buffer }, user: User, hash: Buffer): void {
  if (row.created_by !== user.id) throw notFound()
  if (!row.request_hash.equals(hash)) throw new Refusal(422, 'key-reused')
}

/** Sends the rejected parts again, under new keys. */
export async function retryBatch(deps: Deps, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('order_batches')
      .set(({ eb }) => ({ tries: eb('tries', '+', 1), ran_at: null, stopped: null }))
      .where('id', '=', id)
      .where('order_sealed', 'is not', null)
      .where('ran_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    // Running already, or nothing is left to send.
    if (row) await deps.jobs.enqueue('place-batch', { key: id, data: { batchId: id }, in: transaction })
  })
  deps.jobs.wake('place-batch', 1)
}

/** Places each part that has no order yet. May run twice or stop anywhere: a part's key makes one order. */
export async function runBatch(deps: Deps, id: string): Promise<void> {
  const batch = await findBatch(deps, id)
  if (!batch?.order_sealed || batch.ran_at) return
  const order = JSON.parse(deps.vault.open(sealedPlace(id), batch.order_sealed)) as PlaceOrder
  // A caller who asks for the warning gets it before the sale is kept.
  const { secondCover, ...unasked } = order
  const asked = secondCover === 'confirmed' ? order : unasked
  const user = await deps.db
    .selectFrom('users')
    .select(['id', 'username', 'role'])
    .where('id', '=', batch.created_by)
    .executeTakeFirstOrThrow()
  let stopped: string | null = null
  let rejected = 0
  for (const [part, keys] of keysOfBatch(batch).entries()) {
    const insured = order.insured?.slice(part * batch.size, (part + 1) * batch.size) ?? []
    if (await isPlaced(deps, user, keys)) continue
    try {
      const key = partKey(id, part, batch.tries)
      const { status } = await placeOrder(deps, user, key, { ...asked, insured }, `batch-${id}`)
      if (status >= 400) rejected++
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      stopped = error.code
      break
    }
  }
  await deps.db
    .updateTable('order_batches')
    .set({
      ran_at: new Date(deps.now()),
      stopped,
      ...(rejected === 0 && !stopped && { order_sealed: null }),
    })
    .where('id', '=', id)
    .execute()
}

async function isPlaced({ db }: Deps, user: User, keys: string[]): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .where('created_by', '=', user.id)
    .where('idempotency_key', 'in', keys)
    .where('status', '!=', 'failed')
    .executeTakeFirst()
  return row !== undefined
}

export function findBatch({ db }: Pick<Deps, 'db'>, id: string) {
  return db.selectFrom('order_batches').selectAll().where('id', '=', id).executeTakeFirst()
}
