import * as z from 'zod/mini'
import { ROLES } from './session.ts'

/** The second factors that a user may add to the password. */
export const FACTORS = ['passkey', 'totp'] as const
export type Factor = (typeof FACTORS)[number]

/** A proof of identity: a factor, a recovery code in its place, or, only for users without a factor, the password. */
export const PROOFS = [...FACTORS, 'recovery', 'password'] as const
export type ProofKind = (typeof PROOFS)[number]

const Code = z
  .string({ error: 'required' })
  .check(z.minLength(1, 'required'), z.maxLength(256, 'too-long-256'))

/** Base64url, as browsers encode the parts of a passkey's answer. */
const Bytes = z.string().check(z.regex(/^[\w-]{1,16000}$/, 'invalid'))

/** A passkey's answer to a challenge, as WebAuthn describes it in JSON. */
const Assertion = z.object({
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: z.optional(Bytes),
  }),
  clientExtensionResults: z.looseObject({}),
})
export type Assertion = z.infer<typeof Assertion>

export const Proof = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['totp', 'recovery', 'password']), code: Code }),
  z.object({ kind: z.literal('passkey'), assertion: Assertion }),
])
export type Proof = z.infer<typeof Proof>

/** The password was right and a second factor is missing. */
export const SecondStep = z.object({ secondFactor: z.array(z.enum(FACTORS)) })
export type SecondStep = z.infer<typeof SecondStep>

export const Passkey = z.object({
  id: z.string(),
  /** The user's own name for it. */
  name: z.string(),
  createdAt: z.string(),
  usedAt: z.nullable(z.string()),
})
export type Passkey = z.infer<typeof Passkey>

export const OwnFactors = z.object({
  passkeys: z.array(Passkey),
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

/** The options for the browser's passkey request, as WebAuthn describes them in JSON. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })

const PasskeyName = z
  .string({ error: 'required' })
  .check(z.trim(), z.minLength(1, 'required'), z.maxLength(32, 'too-long-32'))

export const AddPasskey = z.object({
  name: PasskeyName,
  registration: z.object({
    id: Bytes,
    rawId: Bytes,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: Bytes,
      attestationObject: Bytes,
      transports: z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,20}$/, 'invalid')))),
    }),
    clientExtensionResults: z.looseObject({}),
  }),
})
export type AddPasskey = z.infer<typeof AddPasskey>

export const RenamePasskey = z.object({ name: PasskeyName })

export const ConfirmTotp = z.object({ code: Code })

/** Shown once. Empty: the user already has some. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
