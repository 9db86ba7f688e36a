import type { ColumnType, Selectable } from 'kysely'
import type { CreatedAt, Sealed } from './columns.ts'

export type Members = {
  member_id: string
  mobile_index: Buffer
  mobile_sealed: Sealed
  company: string
  province: string
  city: string
  address: string
  contact_sealed: Sealed | null
  employee_code: string
  invitate_code: string
  /** Our own note, for staff. */
  note_sealed: ColumnType<Sealed | null, Sealed | null | undefined, Sealed | null>
  created_by: string
  created_at: CreatedAt
}

/** The lease for registering a mobile. */
export type Registrations = { mobile_index: Buffer; until: Date }

export type MemberRow = Selectable<Members>
