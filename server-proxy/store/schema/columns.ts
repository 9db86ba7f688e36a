import type { ColumnType } from 'kysely'

/** Columns named `*_sealed` hold personal data encrypted by the vault, bound to table, column and row. */
export type Sealed = Buffer

export type CreatedAt = ColumnType<Date, Date | undefined, never>

export type Json<T> = ColumnType<T, string, string>
