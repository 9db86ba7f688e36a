import * as z from 'zod/mini'
import { LICENCE_KINDS } from './licence.ts'
import { optionalText } from './people.ts'
import { Phone } from './products.ts'

const words = (max: number) => z.object({ zh: optionalText(max), en: optionalText(max) })

/** 信息披露: who sells here and under which licence, as an admin enters it. Empty parts are missing. */
export const Disclosure = z.object({
  /** Full legal name. */
  name: optionalText(100),
  licenceKind: z.optional(z.enum(['', ...LICENCE_KINDS], { error: 'invalid' })),
  licenceNo: optionalText(64),
  /** 业务范围, as on the licence. */
  scope: words(500),
  /** 客户告知书. */
  notice: words(10_000),
  complaints: words(2_000),
  phone: Phone,
  /** ICP 备案号. */
  icp: optionalText(64),
  /** Who processes which personal data, why and how long, and the customer's rights. */
  privacy: words(10_000),
})
export type Disclosure = z.infer<typeof Disclosure>

/** `after`: the SHA-256 of the version that was edited, null for none. Without it, any version is replaced. */
export const SaveDisclosure = z.extend(Disclosure, { after: z.optional(z.nullable(z.string())) })
export type SaveDisclosure = z.infer<typeof SaveDisclosure>

/** Every part is mandatory, each text in both languages. */
export const DISCLOSURE_PARTS = [
  'name',
  'licenceKind',
  'licenceNo',
  'scope',
  'phone',
  'icp',
  'notice',
  'complaints',
  'privacy',
] as const
export type DisclosurePart = (typeof DISCLOSURE_PARTS)[number]

/** The parts that are missing; all without a disclosure. */
export function disclosureGaps(disclosure: Disclosure | null): DisclosurePart[] {
  return DISCLOSURE_PARTS.filter((part) => {
    const value = disclosure?.[part]
    return typeof value === 'object' ? !value.zh || !value.en : !value
  })
}

/** A version. A change makes another; the SHA-256 of its JSON names it. */
export const ShownDisclosure = z.extend(Disclosure, { sha256: z.string(), since: z.string() })
export type ShownDisclosure = z.infer<typeof ShownDisclosure>

/** Null until an admin enters it. */
export const CurrentDisclosure = z.object({ disclosure: z.nullable(ShownDisclosure) })

export const DisclosureVersions = z.object({
  items: z.array(z.object({ sha256: z.string(), since: z.string(), by: z.string() })),
  nextCursor: z.nullable(z.string()),
})
