import type { Kysely, Selectable, Transaction } from 'kysely'
import * as z from 'zod/mini'
import { type Draft, type DraftSummary, summaryOfDraft } from '#contract/drafts.ts'
import type { Deps } from '../deps.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import type { Drafts } from '../store/schema/purchases.ts'
import { draftIdOf, keysOf } from './draft-key.ts'
import { saleHandedOver, salePlaced, saleSplit } from './sale-state.ts'

const place = (column: string, row: string) => ({ table: 'drafts', column, row })
const Title = z.catch(z.object({ title: z.string() }), { title: '' })

type Row = Selectable<Drafts>

/** What a draft was copied from. */
type Copied = { copied_from: string; copied: 'people' | 'dates' }

/**
 * Saves the next version of a user's own draft and returns its number. 409 when another version was saved first, when
 * the sale has its order or link, and once the people of its order are erased; 404 when it is another user's.
 */
export async function saveDraft(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  userId: string,
  id: string,
  { version, content, copied }: { version: number; content: Record<string, unknown>; copied?: Copied },
): Promise<number> {
  const { db, vault, now } = deps
  const { title } = z.parse(Title, content)
  const values = {
    title_sealed: vault.seal(place('title', id), title.slice(0, 100)),
    summary_sealed: vault.seal(place('summary', id), JSON.stringify(summaryOfDraft(content))),
    content_sealed: vault.seal(place('content', id), JSON.stringify(content)),
    updated_at: new Date(now()),
    version: version + 1,
  }
  return db.transaction().execute(async (transaction) => {
    // A page that is still open must not save people who were erased in the meantime.
    const orders = await transaction
      .selectFrom('orders')
      .select(['id', 'status', 'erased_at'])
      .where('created_by', '=', userId)
      .where('idempotency_key', 'in', keysOf(id))
      .forKeyShare()
      .execute()
    if (orders.some(({ erased_at }) => erased_at)) throw new Refusal(409, 'order-erased')
    const row = await findDraft(transaction, id)
    if (row && row.user_id !== userId) throw notFound()
    const orderId = row ? row.order_id : orders.find(({ status }) => status !== 'failed')?.id
    if (orderId) throw salePlaced(orderId)
    if (row?.batch_id) throw saleSplit(row.batch_id)
    if (row?.link_id) throw saleHandedOver(row.link_id)
    if ((row?.version ?? 0) !== version) throw await stale(deps, transaction, row, id)
    const saved = await transaction
      .insertInto('drafts')
      .values({ id, user_id: userId, ...values, ...copied, order_id: null, link_id: null })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(values)
          .where('drafts.version', '=', version)
          .where('drafts.user_id', '=', userId),
      )
      .returning('version')
      .executeTakeFirst()
    // Another tab saved the same new draft at the same moment.
    if (!saved) throw await stale(deps, transaction, await findDraft(transaction, id), id)
    return saved.version
  })
}

const findDraft = (transaction: Transaction<Database>, id: string) =>
  transaction.selectFrom('drafts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

async function stale(
  deps: Pick<Deps, 'vault'>,
  transaction: Transaction<Database>,
  row: Row | undefined,
  id: string,
): Promise<Refusal> {
  const draft = row ? await viewDraft(deps, transaction, row) : emptyDraft(id)
  return new Refusal(409, 'draft-changed', { draft })
}

export const emptyDraft = (id: string): Draft => ({
  id,
  version: 0,
  content: null,
  orderId: null,
  linkId: null,
  batchId: null,
  refusals: 0,
})

export async function viewDraft(
  { vault }: Pick<Deps, 'vault'>,
  db: Kysely<Database>,
  { id, user_id, version, content_sealed, order_id, link_id, batch_id }: Row,
): Promise<Draft> {
  const { orders, links } = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('orders')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('created_by', '=', user_id)
        .where('status', '=', 'failed')
        .where('idempotency_key', 'in', keysOf(id))
        .as('orders'),
      selectFrom('links')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('draft_id', '=', id)
        .where('revoked_at', 'is not', null)
        .as('links'),
    ])
    .executeTakeFirstOrThrow()
  return {
    id,
    version,
    content: openContent(vault, { id, content_sealed }),
    orderId: order_id,
    linkId: link_id,
    batchId: batch_id,
    refusals: (orders ?? 0) + (links ?? 0),
  }
}

const openContent = (vault: Vault, { id, content_sealed }: Pick<Row, 'id' | 'content_sealed'>) =>
  JSON.parse(vault.open(place('content', id), content_sealed)) as Record<string, unknown>

/** The draft that an order is placed from, as saved last; undefined for an order without one. */
export async function draftOfSale(
  { vault }: Pick<Deps, 'vault'>,
  db: Kysely<Database>,
  { draftId, userId }: { draftId: string | null; userId: string },
) {
  if (!draftId) return undefined
  const row = await db
    .selectFrom('drafts')
    .select(['id', 'content_sealed', 'version', 'created_at', 'copied_from', 'copied'])
    .where('id', '=', draftId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && { ...row, content: openContent(vault, row) }
}

export const NO_SUMMARY = { title: '', ...summaryOfDraft({}) }

/** A draft's words for lists. Rows of earlier versions have only a title. */
export function draftSummary(
  { vault }: Pick<Deps, 'vault'>,
  { id, title_sealed, summary_sealed }: Pick<Row, 'id' | 'title_sealed' | 'summary_sealed'>,
): DraftSummary & { title: string } {
  const title = title_sealed ? vault.open(place('title', id), title_sealed) : ''
  const summary = summary_sealed
    ? (JSON.parse(vault.open(place('summary', id), summary_sealed)) as DraftSummary)
    : NO_SUMMARY
  return { ...summary, title }
}

export async function deleteDraft(db: Kysely<Database>, userId: string, id: string): Promise<void> {
  await db.deleteFrom('drafts').where('id', '=', id).where('user_id', '=', userId).execute()
}

/** Binds the draft that owns an idempotency key to its order. */
export async function bindDraft(
  transaction: Transaction<Database>,
  order: { id: string; userId: string; key: string },
): Promise<void> {
  const draftId = draftIdOf(order.key)
  if (!draftId) return
  await transaction
    .updateTable('drafts')
    .set({ order_id: order.id })
    .where('id', '=', draftId)
    .where('user_id', '=', order.userId)
    .execute()
}

/** Binds a draft to the split sale that it was placed as. */
export async function bindDraftToBatch(
  transaction: Transaction<Database>,
  { draftId, userId }: { draftId: string; userId: string },
): Promise<void> {
  await transaction
    .updateTable('drafts')
    .set({ batch_id: draftId })
    .where('id', '=', draftId)
    .where('user_id', '=', userId)
    .execute()
}

/** Binds a draft to the link that it was handed over with. */
export async function handOverDraft(
  transaction: Transaction<Database>,
  { draftId, userId, linkId }: { draftId: string; userId: string; linkId: string },
): Promise<void> {
  await transaction
    .updateTable('drafts')
    .set({ link_id: linkId })
    .where('id', '=', draftId)
    .where('user_id', '=', userId)
    .execute()
}

/** Releases the draft of a refused order: it can be corrected and sent under another key. */
export async function releaseDraft(transaction: Transaction<Database>, orderId: string): Promise<void> {
  await transaction.updateTable('drafts').set({ order_id: null }).where('order_id', '=', orderId).execute()
}

/** Releases the draft of a revoked link without an order. */
export async function takeBackDraft(transaction: Transaction<Database>, linkId: string): Promise<void> {
  await transaction
    .updateTable('drafts')
    .set({ link_id: null })
    .where('link_id', '=', linkId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('purchases')
            .select('id')
            .where('purchases.link_id', '=', linkId)
            .where('purchases.order_id', 'is not', null),
        ),
      ),
    )
    .execute()
}
