import type { Transaction } from 'kysely'
import type { SavePartner } from '#contract/partners.ts'
import { badField } from '../../http/refusal.ts'
import { holdFile } from '../../store/files.ts'
import type { Database } from '../../store/schema.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

/** Each column of a licence, and its name in the audit log. */
const FACTS = {
  licence_kind: 'licenceKind',
  licence_name: 'licenceName',
  licence_no: 'licenceNo',
  licence_until: 'until',
  licence_file: 'licenceFile',
} as const
type Licence = Pick<PartnerRow, keyof typeof FACTS>

/** The columns of a licence as saved; what is absent stays. */
export const licenceValues = (licence: SavePartner['licence']): Partial<Licence> => ({
  ...(licence && {
    licence_name: licence.name || null,
    licence_no: licence.number || null,
    licence_until: licence.until || null,
    ...(licence.kind !== undefined && { licence_kind: licence.kind || null }),
    ...(licence.file !== undefined && {
      licence_file: licence.file ? Buffer.from(licence.file, 'hex') : null,
    }),
  }),
})

/** The parts that change, with their new values; `none` where a part is removed. */
export function licenceChanges(before: Licence | null, values: Partial<Licence>): Record<string, string> {
  const changes: Record<string, string> = {}
  for (const [column, fact] of Object.entries(FACTS) as [keyof Licence, string][]) {
    if (values[column] === undefined) continue
    const now = textOf(values[column])
    if (now !== textOf(before?.[column])) changes[fact] = now || 'none'
  }
  return changes
}

const textOf = (value: string | Buffer | null | undefined) =>
  Buffer.isBuffer(value) ? value.toString('hex') : (value ?? '')

/** Holds the licence's copy until the transaction ends. 400 when it was not uploaded, or deleted as unused. */
export async function holdLicenceCopy(
  transaction: Transaction<Database>,
  { licence_file }: Partial<Licence>,
): Promise<void> {
  if (licence_file && !(await holdFile(transaction, licence_file.toString('hex'))))
    throw badField('licence.file', 'file-gone')
}
