import * as z from 'zod/mini'
import { optionalText, text } from './people.ts'
import { ShownSalesPerson } from './salesperson.ts'
import { NewPassword, ROLES } from './session.ts'

/**
 * Makes the password temporary: the user must choose another one. The portal's own pages always set it; other clients
 * may omit it.
 */
const Temporary = z.optional(z.boolean())
const Role = z.enum(ROLES, { error: 'required' })

/** A staff account. `disabledAt` null: active. */
export const Staff = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.nullable(z.string()),
  role: z.enum(ROLES),
  /** How the person is named on links and orders. */
  salesperson: ShownSalesPerson,
  disabledAt: z.nullable(z.string()),
  secondFactor: z.boolean(),
  createdAt: z.string(),
  /** The newest sign-in with a valid session; null if none. */
  signedInAt: z.nullable(z.string()),
})
export type Staff = z.infer<typeof Staff>
export const StaffList = z.object({ items: z.array(Staff), nextCursor: z.nullable(z.string()) })

/** Display names of staff, for pages that show usernames. Contains only staff who have one. */
export const DisplayNames = z.object({
  items: z.array(z.object({ username: z.string(), name: z.string() })),
  nextCursor: z.nullable(z.string()),
})

export const AddStaff = z.object({
  username: z.string({ error: 'required' }).check(
    z.trim(),
    z.minLength(1, 'required'),
    z.maxLength(32, 'too-long-32'),
    z.refine((name) => name === '' || /^[\p{L}\p{N}._-]+$/u.test(name), 'username'),
  ),
  displayName: optionalText(32),
  role: Role,
  password: NewPassword,
  temporary: Temporary,
})
export type AddStaff = z.infer<typeof AddStaff>

/** Omitted fields stay unchanged. */
export const ChangeStaff = z.object({
  role: z.optional(Role),
  disabled: z.optional(z.boolean()),
  /** Empty: the username is shown. */
  displayName: optionalText(32),
  /** Null removes it. */
  salesperson: z.optional(z.nullable(z.object({ name: text(32), practiceNo: text(40) }))),
})
export type ChangeStaff = z.infer<typeof ChangeStaff>

export const SetPassword = z.object({ password: NewPassword, temporary: Temporary })
export type SetPassword = z.infer<typeof SetPassword>

/** Every user who ever sold, including disabled ones. */
export const StaffNames = z.object({ items: z.array(z.object({ username: z.string() })) })
