import * as z from 'zod/mini'
import { ROLES } from './session.ts'

/** What a user may add to the password. */
export const FACTORS = ['totp'] as const
export type Factor = (typeof FACTORS)[number]

/** What proves a user: a factor, a recovery code in its place, or, only for users without a factor, the password. */
export const PROOFS = [...FACTORS, 'recovery', 'password'] as const
export type ProofKind = (typeof PROOFS)[number]

const Code = z
  .string({ error: 'required' })
  .check(z.minLength(1, 'required'), z.maxLength(256, 'too-long-256'))

export const Proof = z.object({ kind: z.enum(PROOFS), code: Code })
export type Proof = z.infer<typeof Proof>

/** The password was right and a second factor is missing. */
export const SecondStep = z.object({ secondFactor: z.array(z.enum(FACTORS)) })
export type SecondStep = z.infer<typeof SecondStep>

export const OwnFactors = z.object({
  /** Since when an authenticator app is set up; null: none. */
  totp: z.nullable(z.object({ since: z.string() })),
  /** Unused recovery codes. */
  recoveryCodes: z.number(),
})
export type OwnFactors = z.infer<typeof OwnFactors>

/** More orders than this in one export need a fresh proof of identity. */
export const STEP_UP_ROWS = 1_000

/** Roles whose users may do nothing before they have a second factor. */
export const FactorRules = z.object({ roles: z.array(z.enum(ROLES)) })
export type FactorRules = z.infer<typeof FactorRules>

/** For an authenticator app: the key as base32, and the same as an address for a QR code. */
export const NewTotp = z.object({ secret: z.string(), uri: z.string() })
export type NewTotp = z.infer<typeof NewTotp>

export const ConfirmTotp = z.object({ code: Code })

/** Shown once. Empty: the user already has some. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
