import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'

/** The partner of a sale and its licence at this time, as the annex keeps them. */
export async function annexPartner(transaction: Transaction<Database>, partnerId: string) {
  const row = await transaction
    .selectFrom('partners')
    .select(['id', 'name', 'licensed', 'licence_kind', 'licence_name', 'licence_no', 'licence_until'])
    .where('id', '=', partnerId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    licensed: row.licensed,
    licence: {
      kind: row.licence_kind,
      name: row.licence_name,
      number: row.licence_no,
      until: row.licence_until,
    },
  }
}
