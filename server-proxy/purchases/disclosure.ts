import type { Kysely, Transaction } from 'kysely'
import type { Disclosure, ShownDisclosure } from '#contract/disclosure.ts'
import type { Database } from '../store/schema.ts'

/** The distributor's disclosure in force; null until an admin enters it. */
export async function currentDisclosure(
  db: Kysely<Database> | Transaction<Database>,
): Promise<ShownDisclosure | null> {
  const row = await db
    .selectFrom('disclosures')
    .select(['sha256', 'content', 'created_at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const content = JSON.parse(row.content) as Disclosure
  return { ...content, sha256: row.sha256.toString('hex'), since: row.created_at.toISOString() }
}
