import type { Generated } from 'kysely'

/** Data keys that have ever written. */
export type DataKeys = { id: string; since: Generated<Date> }

export type VaultKeys = { name: string; key_sealed: Buffer }
