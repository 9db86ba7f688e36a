import type { ColumnType } from 'kysely'

/** Addressed by content hash; null during the upload. */
export type Files = {
  id: string
  sha256: Buffer | null
  size: number | null
  touched_at: ColumnType<Date, Date | undefined, Date>
}

export type FileParts = { file_id: string; n: number; bytes: Buffer }
