import * as z from 'zod/mini'
import { isDay } from './days.ts'
import { readIdCard } from './id-card.ts'
import {
  cleanCardNo,
  cleanMobile,
  cleanName,
  cleanValue,
  nameFault,
  withoutInvisible,
} from './people-clean.ts'

/** 证件类型, in the document's order (§7.4.2: 1 to 5). */
export const CARD_TYPES = ['id-card', 'passport', 'hk-macau-permit', 'taiwan-permit', 'officer-card'] as const
export type CardType = (typeof CARD_TYPES)[number]

/** 与投保人关系: "the insured is the holder's …" (§7.4.2: 1 to 5). */
export const RELATIONS = ['self', 'parent', 'child', 'spouse', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

/** Required text of at most `max` characters, trimmed. Errors are field codes (problems.ts). */
export function text(max: number, clean: (text: string) => string = withoutInvisible) {
  return z.string({ error: 'required' }).check(
    z.overwrite(clean),
    z.trim(),
    z.minLength(1, 'required'),
    z.refine((value) => [...value].length <= max, `too-long-${max}`),
  )
}

/** Optional text. Forms send an empty string for absent. */
export function optionalText(max: number) {
  return z.optional(
    z.string({ error: 'invalid' }).check(
      z.overwrite(withoutInvisible),
      z.trim(),
      z.refine((value) => [...value].length <= max, `too-long-${max}`),
    ),
  )
}

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const MOBILE = /^1[3-9]\d{9}$/

/** Mainland mobile number, 11 digits. */
export const Mobile = z
  .string({ error: 'required' })
  .check(z.overwrite(cleanMobile), z.minLength(1, 'required'), z.regex(MOBILE, 'mobile'))

/** A day, `yyyy-MM-dd`, Asia/Shanghai. */
export const Day = z.string({ error: 'required' }).check(
  z.minLength(1, 'required'),
  z.refine((value) => value === '' || isDay(value), 'day'),
)

/** An optional day; may be empty. */
export const OptionalDay = z.optional(
  z.string({ error: 'day' }).check(z.refine((value) => value === '' || isDay(value), 'day')),
)

const OptionalMobile = z.optional(
  z.string({ error: 'mobile' }).check(
    z.overwrite(cleanMobile),
    z.refine((value) => value === '' || MOBILE.test(value), 'mobile'),
  ),
)

/** A mail address. */
export const Email = z
  .string({ error: 'required' })
  .check(z.overwrite(cleanValue), z.regex(MAIL, 'email'), z.maxLength(64, 'email'))

const OptionalEmail = z.optional(
  z.string({ error: 'email' }).check(
    z.overwrite(cleanValue),
    z.refine((value) => value === '' || MAIL.test(value), 'email'),
    z.refine((value) => [...value].length <= 32, 'too-long-32'),
  ),
)

/** 姓名: no digits or symbols. Unusual shapes pass once confirmed (place-order.ts). */
const Name = text(32, cleanName).check(
  z.refine((name) => nameFault(name) !== 'name-digit', 'name-digit'),
  z.refine((name) => nameFault(name) !== 'name-symbol', 'name-symbol'),
)

const person = {
  name: Name,
  cardType: z.enum(CARD_TYPES, { error: 'required' }),
  cardNo: text(32, cleanCardNo),
  birthday: Day,
  gender: z.enum(['M', 'F'], { error: 'required' }),
  mobile: OptionalMobile,
  email: OptionalEmail,
}

type IdentityFields = { cardType: CardType; cardNo: string; birthday: string; gender: 'M' | 'F' }

/** Rejects IDs with a wrong check digit and IDs that contradict birthday or sex. */
const agreesWithIdCard = z.superRefine<IdentityFields>((value, context) => {
  if (value.cardType !== 'id-card') return
  const card = readIdCard(value.cardNo)
  if (typeof card === 'string') {
    context.addIssue({ code: 'custom', path: ['cardNo'], message: card, input: value.cardNo })
    return
  }
  if (card.birthday !== value.birthday)
    context.addIssue({
      code: 'custom',
      path: ['birthday'],
      message: 'birthday-differs',
      input: value.birthday,
    })
  if (card.gender !== value.gender)
    context.addIssue({ code: 'custom', path: ['gender'], message: 'gender-differs', input: value.gender })
})

/** 投保人 (§7.4.2 HolderInfoDTO). */
export const Holder = z.object(person).check(agreesWithIdCard)
export type Holder = z.infer<typeof Holder>

/** 被保险人 (§7.4.2 InsuredInfoDTO). */
export const Insured = z
  .object({ ...person, relation: z.enum(RELATIONS, { error: 'required' }) })
  .check(agreesWithIdCard)
export type Insured = z.infer<typeof Insured>
