import { sql } from 'kysely'
import type { ShownCover } from '#contract/cover.ts'
import { readDocumentFile } from '#contract/endpoints/products.ts'
import type { DocumentHead, ProductDocument } from '#contract/products.ts'
import type { Deps } from '../deps.ts'

const [before = '', after = ''] = readDocumentFile.path.split(':sha256')
/** Address of a document's PDF by its content hash, so a version that was read stays readable unchanged. */
const file = sql<string | null>`${sql.lit(before)} || encode(sha256, 'hex') || ${sql.lit(after)}`.as('file')

const documents = (db: Deps['db']) =>
  db
    .selectFrom('product_documents as document')
    .leftJoin('files', 'files.id', 'document.file_id')
    .select(['document.id as id', 'kind', 'title', 'version', 'url', file])

const inForce = (db: Deps['db'], productCode: string) =>
  documents(db).where('product_code', '=', productCode).where('retired_at', 'is', null).orderBy('document.id')

/** A product's current documents, oldest first, without their text. */
export function documentHeads(db: Deps['db'], productCode: string): Promise<DocumentHead[]> {
  return inForce(db, productCode).execute()
}

/** A product's current cover; null until an admin enters it. */
export async function currentCover(db: Deps['db'], productCode: string): Promise<ShownCover | null> {
  const row = await inForce(db, productCode)
    .select('cover')
    .where('cover', 'is not', null)
    .clearOrderBy()
    .orderBy('document.id', 'desc')
    .executeTakeFirst()
  return row?.cover ? { id: row.id, ...row.cover } : null
}

/** A product's current documents with their text. */
export function currentDocuments(db: Deps['db'], productCode: string): Promise<ProductDocument[]> {
  return inForce(db, productCode).select('content').execute()
}

/** One document of a product, current or not. */
export function findDocument(
  db: Deps['db'],
  productCode: string,
  id: string,
): Promise<ProductDocument | undefined> {
  return documents(db)
    .select('content')
    .where('product_code', '=', productCode)
    .where('document.id', '=', id)
    .executeTakeFirst()
}
