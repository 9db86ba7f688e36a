import * as z from 'zod/mini'
import { Mobile, optionalText, text } from './people.ts'

/** 注册渠道会员 (§7.1.2). Omitted codes default to the settings. */
export const RegisterMember = z.object({
  mobile: Mobile,
  company: text(32),
  province: text(32),
  city: text(32),
  address: text(32),
  contact: optionalText(32),
  employeeCode: optionalText(32),
  invitateCode: optionalText(32),
})
export type RegisterMember = z.infer<typeof RegisterMember>

export const Member = z.object({
  memberId: z.string(),
  /** Masked: 138****8000. */
  mobile: z.string(),
  company: z.string(),
  province: z.string(),
  city: z.string(),
  address: z.string(),
  /** Mobile and contact cannot be decrypted. */
  unreadable: z.boolean(),
  /** Masked: 王**. */
  contact: z.nullable(z.string()),
  employeeCode: z.string(),
  invitateCode: z.string(),
  createdAt: z.string(),
})
export type Member = z.infer<typeof Member>

/** A member with our own note on it. */
export const MemberDetail = z.extend(Member, { note: z.string() })
export type MemberDetail = z.infer<typeof MemberDetail>

export const SaveMemberNote = z.object({
  note: z.string({ error: 'required' }).check(
    z.trim(),
    z.refine((note) => [...note].length <= 1000, 'too-long-1000'),
  ),
})
export type SaveMemberNote = z.infer<typeof SaveMemberNote>

export const MemberList = z.object({
  items: z.array(Member),
  nextCursor: z.nullable(z.string()),
  /** Initial values of the registration form. */
  defaults: z.object({ employeeCode: z.string(), invitateCode: z.string() }),
})
export type MemberList = z.infer<typeof MemberList>

/** 订单列表 (§7.8): URL of the platform's order list of a member. It contains a token. */
export const PlatformOrdersLink = z.object({ url: z.string() })
