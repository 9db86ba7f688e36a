import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { AddDocument } from '#contract/add-document.ts'
import type { ProductDocument } from '#contract/products.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { badField, notFound } from '../../http/refusal.ts'
import { findDocument } from '../../purchases/documents.ts'
import { announce } from '../../live/live.ts'
import { audit } from '../../store/audit.ts'
import { holdFile } from '../../store/files.ts'
import type { Database } from '../../store/schema.ts'

/** Adds a document. The version it replaces is kept for the orders that name it, but hidden. */
export function addDocument(
  deps: Deps,
  user: User,
  productCode: string,
  { replaces, ...document }: AddDocument,
): Promise<ProductDocument> {
  return deps.db.transaction().execute(async (transaction) => {
    const product = await transaction
      .selectFrom('products')
      .select('product_code')
      .where('product_code', '=', productCode)
      .executeTakeFirst()
    if (!product) throw notFound()
    if (replaces && !(await retire({ ...deps, db: transaction }, productCode, replaces)))
      throw badField('replaces', 'document-unknown')
    const added = await transaction
      .insertInto('product_documents')
      .values({
        id: uuidv7(),
        product_code: productCode,
        kind: document.kind,
        title: document.title,
        version: document.version,
        content: document.url || document.file ? null : (document.content ?? null),
        url: document.file ? null : document.url || null,
        file_id: document.file ? await fileOf(transaction, document.file) : null,
        created_by: user.id,
        retired_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tellDocument(deps.vault, transaction, user, productCode, { added: added.id })
    const kept = await findDocument(transaction, productCode, added.id)
    if (!kept) throw notFound()
    return kept
  })
}

async function fileOf(transaction: Transaction<Database>, sha256: string): Promise<string> {
  const id = await holdFile(transaction, sha256)
  if (!id) throw badField('file', 'file-gone')
  return id
}

/** Hides a document; false when there is no such current document. */
export function retireDocument(deps: Deps, user: User, productCode: string, id: string): Promise<boolean> {
  return deps.db.transaction().execute(async (transaction) => {
    const gone = await retire({ ...deps, db: transaction }, productCode, id)
    if (gone) await tellDocument(deps.vault, transaction, user, productCode, { retired: id })
    return gone
  })
}

/** Audits the change, and notifies open pages. */
export async function tellDocument(
  vault: Deps['vault'],
  transaction: Transaction<Database>,
  user: User,
  productCode: string,
  detail: Record<string, string>,
): Promise<void> {
  await announce(transaction, { kind: 'product', productCode })
  await audit(vault, transaction, {
    actor: user.username,
    act: 'document-changed',
    subject: { kind: 'product', id: productCode },
    detail,
  })
}

/** False when there is no such current document. */
async function retire({ db, now }: Deps, productCode: string, id: string): Promise<boolean> {
  const retired = await db
    .updateTable('product_documents')
    .set({ retired_at: new Date(now()) })
    .where('id', '=', id)
    .where('product_code', '=', productCode)
    .where('retired_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return retired !== undefined
}
