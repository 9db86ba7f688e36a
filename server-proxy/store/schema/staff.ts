import type { ColumnType, Generated } from 'kysely'
import type { Role } from '#contract/session.ts'
import type { CreatedAt } from './columns.ts'

export type Users = {
  id: string
  username: string
  role: Role
  /** Shown instead of the username; null: none. */
  display_name: ColumnType<string | null, string | null | undefined, string | null>
  /** The name and 执业证编号 under which the user sells. */
  sells_as: Generated<string | null>
  practice_no: Generated<string | null>
  password_hash: string
  disabled_at: Date | null
  /** An admin set the password: its owner chooses another one before anything else. */
  password_temporary: Generated<boolean>
  created_at: CreatedAt
}

export type Sessions = {
  /** SHA-256 of the cookie's value: a stolen table opens nothing. */
  token_hash: Buffer
  user_id: string
  expires_at: Date
  /** Public id in the list of sessions; the token's hash stays private. */
  id: Generated<string>
  /** Browser and system in a few words. */
  agent: string | null
  /** When its user last proved who they are. */
  proven_at: ColumnType<Date, Date | undefined, Date>
  seen_at: ColumnType<Date, Date | undefined, Date>
  created_at: CreatedAt
}
