import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'

export type NamedDocument = { id: string; title: string; version: string; sha256: string }

/** SHA-256 (hex) of a document's content: its PDF, its text, or its address. */
export function documentHash(row: {
  file: Buffer | null
  url: string | null
  content: string | null
}): string {
  if (row.file) return row.file.toString('hex')
  return createHash('sha256')
    .update(row.url ?? row.content ?? '')
    .digest('hex')
}

/** Documents with everything but the PDF itself; `file` is its SHA-256. */
export const wholeDocuments = (db: Kysely<Database> | Transaction<Database>) =>
  db
    .selectFrom('product_documents as document')
    .leftJoin('files', 'files.id', 'document.file_id')
    .select(['document.id as id', 'kind', 'title', 'version', 'url', 'content', 'files.sha256 as file'])
    .orderBy('document.id')

/**
 * A product's documents in the trail's format: those of `ids`, current or not; without `ids` all current
 * ones.
 */
export async function namedDocuments(
  db: Kysely<Database> | Transaction<Database>,
  productCode: string,
  ids?: readonly string[],
): Promise<NamedDocument[]> {
  if (ids?.length === 0) return []
  const all = wholeDocuments(db).where('product_code', '=', productCode)
  const some = ids ? all.where('document.id', 'in', [...ids]) : all.where('retired_at', 'is', null)
  return (await some.execute()).map((row) => ({
    id: row.id,
    title: row.title,
    version: row.version,
    sha256: documentHash(row),
  }))
}
