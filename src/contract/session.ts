import * as z from 'zod/mini'

export const ROLES = ['clerk', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const SignIn = z.object({
  username: z
    .string({ error: 'required' })
    .check(z.trim(), z.minLength(1, 'required'), z.maxLength(64, 'too-long-64')),
  password: z
    .string({ error: 'required' })
    .check(z.minLength(1, 'required'), z.maxLength(256, 'too-long-256')),
})
export type SignIn = z.infer<typeof SignIn>

const MIN_PASSWORD = 10
/** A new password. Length matters more than complexity. The BFF also rejects common ones. */
export const NewPassword = z.string({ error: 'required' }).check(
  z.minLength(1, 'required'),
  z.maxLength(256, 'too-long-256'),
  z.refine((password) => password.length === 0 || [...password].length >= MIN_PASSWORD, 'password-short'),
)

export const ChangePassword = z.object({
  current: z
    .string({ error: 'required' })
    .check(z.minLength(1, 'required'), z.maxLength(256, 'too-long-256')),
  password: NewPassword,
})
export type ChangePassword = z.infer<typeof ChangePassword>

/** One of a user's own sessions. */
export const OpenSession = z.object({
  id: z.string(),
  /** Short browser and OS name; null if unknown. */
  agent: z.nullable(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** The current session. */
  current: z.boolean(),
})
export type OpenSession = z.infer<typeof OpenSession>
export const OpenSessionList = z.object({ items: z.array(OpenSession), nextCursor: z.nullable(z.string()) })

export const User = z.object({ id: z.string(), username: z.string(), role: z.enum(ROLES) })
export type User = z.infer<typeof User>

/** Deployment info for signed-in pages. */
export const Session = z.object({
  user: User,
  /** True only with our own sandbox, where no money moves. */
  sandbox: z.boolean(),
  /** An admin set the password. The user must choose another one first. */
  mustChangePassword: z.optional(z.boolean()),
  /** The role needs a second factor. The user must set one up first. */
  mustEnrolFactor: z.optional(z.boolean()),
})
export type Session = z.infer<typeof Session>

/** True if `role` includes `needed`. */
export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}
