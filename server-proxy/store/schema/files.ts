import type { ColumnType } from 'kysely'

/** By what it holds; null while it is still arriving. */
export type Files = {
  id: string
  sha256: Buffer | null
  size: number | null
  touched_at: ColumnType<Date, Date | undefined, Date>
}

export type FileParts = { file_id: string; n: number; bytes: Buffer }
