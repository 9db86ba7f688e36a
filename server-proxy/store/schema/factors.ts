import type { ColumnType, Generated } from 'kysely'
import type { Role } from '#contract/session.ts'
import type { CreatedAt } from './columns.ts'

export type TotpFactors = {
  user_id: string
  /** Base32. */
  secret_sealed: Buffer
  /** Null until a code confirmed it; until then it proves nothing. */
  confirmed_at: ColumnType<Date | null, Date | undefined, Date>
  /** The time step of the last code that was used: each one counts once. */
  last_step: Generated<number>
}

export type RecoveryCodes = {
  user_id: string
  /** SHA-256 of user and code; a code has 118 random bits. */
  hash: Buffer
  used_at: ColumnType<Date | null, undefined, Date>
}

/** Sign-ins that wait for a second factor. They have no rights. */
export type PendingSignIns = {
  token_hash: Buffer
  user_id: string
  expires_at: Date
  created_at: CreatedAt
}

/** Roles whose users need a second factor. */
export type FactorRules = { role: Role }

export type Passkeys = {
  id: string
  user_id: string
  /** Base64url, as browsers give it. */
  credential_id: string
  /** COSE. */
  public_key: Buffer
  /** Signatures so far, where the authenticator counts them: a copy is noticed. */
  counter: number
  transports: string[]
  name: string
  created_at: CreatedAt
  used_at: ColumnType<Date | null, undefined, Date>
}

/** Each one is answered once, by its user, for its purpose. */
export type PasskeyChallenges = {
  challenge: string
  user_id: string
  purpose: 'add' | 'prove'
  expires_at: Date
}
