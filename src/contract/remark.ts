import * as z from 'zod/mini'

/** Mobile and ID numbers, which must not be in a remark. */
const PERSONAL_NUMBER = /(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/

/** What staff write down in words, kept sealed in an order's timeline. */
export const Remark = z.string().check(
  z.trim(),
  z.maxLength(200, 'too-long-200'),
  z.refine((remark) => !PERSONAL_NUMBER.test(remark), 'personal-number'),
)
