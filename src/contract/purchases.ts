import * as z from 'zod/mini'
import { ageOn, daysCovered, isDay } from './days.ts'
import { MONEY } from './money.ts'
import { oddPeople, ORDER_STATUSES, PlaceOrder, ruleFaults, saleFaults } from './place-order.ts'
import { emptyPerson, HolderForm, idCardFault, InsuredForm, withoutEmpty } from './people-form.ts'
import { Premium } from './premiums.ts'
import { DocumentHead, Plan, ProductRules } from './products.ts'

/** The steps of a purchase, in order. */
export const PURCHASE_STEPS = ['product', 'period', 'people', 'review'] as const
export type PurchaseStep = (typeof PURCHASE_STEPS)[number]

/** Why a link is closed. */
const LINK_REASONS = ['expired', 'revoked', 'used-up'] as const
/** Why a partner's page may no longer sell. */
export const SITE_REASONS = [
  'partner-disabled',
  'partner-unlicensed',
  'origin-not-allowed',
  'product-not-allowed',
] as const
export type SiteReason = (typeof SITE_REASONS)[number]
export type ClosedReason = (typeof LINK_REASONS)[number] | SiteReason

export const isSiteReason = (reason: ClosedReason | null): reason is SiteReason =>
  (SITE_REASONS as readonly (string | null)[]).includes(reason)

const text = z.catch(z.string().check(z.maxLength(64)), '')

/** 购买中的投保单: the customer's input so far, unvalidated. */
export const PurchaseDraft = z.object({
  planCode: text,
  startDate: text,
  endDate: text,
  holder: z.catch(HolderForm, emptyPerson),
  /** Unlimited: a list too long for the product is kept and reported at its field. */
  insured: z.catch(z.array(InsuredForm), () => []),
  /** The customer confirmed the unusual ID numbers. */
  confirmed: z.catch(z.boolean(), false),
})
export type PurchaseDraft = z.infer<typeof PurchaseDraft>

/** Reads a draft of any version. Missing fields start empty. */
export function readPurchaseDraft(content: unknown): PurchaseDraft {
  return z.parse(PurchaseDraft, typeof content === 'object' && content !== null ? content : {})
}

/** True if it contains personal data. */
export const holdsPeople = ({ holder, insured }: PurchaseDraft) =>
  [holder, ...insured].some(({ name, cardNo, mobile, email }) => Boolean(name || cardNo || mobile || email))

type Offer = { memberId: string; productCode: string }

/** The order request of a draft, unvalidated. Customers always pay online. */
export function orderOfPurchase(draft: PurchaseDraft, { memberId, productCode }: Offer): unknown {
  return {
    memberId,
    productCode,
    planCode: draft.planCode,
    payType: 'cash',
    startDate: draft.startDate,
    endDate: draft.endDate,
    holder: withoutEmpty(draft.holder),
    insured: draft.insured.map(({ key: _key, ...one }) => withoutEmpty(one)),
    ...(draft.confirmed && { confirmed: true }),
  }
}

const UNKNOWN: Offer = { memberId: '-', productCode: '-' }

/** Faults: code by field path; empty if it can be ordered. `today` is in Asia/Shanghai. */
export function purchaseFaults(
  draft: PurchaseDraft,
  rules: ProductRules,
  plans: readonly Plan[],
  today: string,
): Map<string, string> {
  const faults = new Map<string, string>()
  const add = (path: (string | number)[], code: string) => {
    const at = path.join('.')
    if (!faults.has(at)) faults.set(at, code)
  }
  const order = orderOfPurchase(draft, UNKNOWN)
  if (!draft.planCode) add(['planCode'], 'required')
  else if (!plans.some(({ planCode }) => planCode === draft.planCode)) add(['planCode'], 'plan-unknown')
  for (const name of ['startDate', 'endDate'] as const) if (draft[name] === '') add([name], 'required')
  for (const [at, person] of peopleOf(draft)) {
    const fault = idCardFault(person)
    if (fault) add([...at, 'cardNo'], fault)
  }
  for (const issue of z.safeParse(PlaceOrder, order).error?.issues ?? [])
    add(issue.path as string[], issue.message)
  const { mobile, email } = draft.holder
  if (!mobile.trim() && !email.trim()) add(['holder', 'mobile'], 'mobile-or-email')
  if (draft.insured.length === 0) add(['insured'], 'required')
  const sale = order as PlaceOrder
  const { startDate: _start, endDate: _end, ...undated } = sale
  const checked = isDay(draft.startDate) && isDay(draft.endDate) ? sale : undated
  for (const { path, code } of [...saleFaults(checked), ...ruleFaults(checked, rules, today)]) add(path, code)
  for (const { path, code } of relationFaults(draft, today)) add(path, code)
  if (!draft.confirmed) for (const { path, code } of oddPeople(sale)) add(path, code)
  return faults
}

function peopleOf(draft: PurchaseDraft): [(string | number)[], HolderForm][] {
  return [
    [['holder'], draft.holder],
    ...draft.insured.map((one, place): [(string | number)[], HolderForm] => [['insured', place], one]),
  ]
}

/** True if birthdays rule out the relation: minors are no parents or spouses, children are younger than parents. */
function relationFaults({ holder, insured }: PurchaseDraft, today: string) {
  return insured.flatMap(({ relation, birthday }, place) => {
    if (!isDay(birthday)) return []
    const minor = ageOn(birthday, today) < 18
    const older = isDay(holder.birthday) && birthday <= holder.birthday
    const younger = isDay(holder.birthday) && birthday >= holder.birthday
    const wrong =
      (minor && (relation === 'parent' || relation === 'spouse')) ||
      (relation === 'child' && older) ||
      (relation === 'parent' && younger)
    return wrong ? [{ path: ['insured', place, 'relation'], code: 'relation-age' }] : []
  })
}

/** The step that contains a field. */
export function stepOfField(path: string): PurchaseStep {
  if (path === 'planCode') return 'product'
  if (path === 'startDate' || path === 'endDate') return 'period'
  return path.startsWith('consents.') ? 'review' : 'people'
}

/** Days of the period, inclusive; null until both dates are valid. */
export function daysOfPurchase({ startDate, endDate }: PurchaseDraft): number | null {
  return isDay(startDate) && isDay(endDate) && endDate >= startDate ? daysCovered(startDate, endDate) : null
}

/** Consents besides documents: truth, privacy and guardian. */
export type ConsentId = string

/** All required consents: document ids, then our own. */
export function consentsOf(
  documents: readonly DocumentHead[],
  draft: PurchaseDraft,
  today: string,
): ConsentId[] {
  const minors = draft.insured.some(({ birthday }) => isDay(birthday) && ageOn(birthday, today) < 18)
  return [...documents.map(({ id }) => id), 'truth', 'privacy', ...(minors ? ['guardian'] : [])]
}

const nullableText = z.nullable(z.string())

/** Product, insurer and seller as shown to the customer. */
export const PurchaseProduct = z.object({
  productCode: z.string(),
  productName: z.string(),
  /** Full legal names. The insurer's is null until an admin enters it. */
  insurerName: nullableText,
  sellerName: z.string(),
  plans: z.array(Plan),
  premiums: z.array(Premium),
  rules: ProductRules,
  documents: z.array(DocumentHead),
  /** Path of the insurer's logo; null if the platform has none. */
  insurerLogo: nullableText,
})
export type PurchaseProduct = z.infer<typeof PurchaseProduct>

export const PurchaseOrder = z.object({
  id: z.string(),
  status: z.enum(ORDER_STATUSES),
  /** False until the platform has just confirmed the payment status. Payment is offered only then. */
  checked: z.boolean(),
  /** Set only while unpaid and `checked`; null without a usable address. */
  cashierUrl: nullableText,
  /** The selected plan. */
  planName: nullableText,
  ...MONEY,
  /** Path of the order page. */
  returnPath: z.string(),
})
export type PurchaseOrder = z.infer<typeof PurchaseOrder>

/** A counter stored as int4. */
const Version = z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(2_147_483_646, 'invalid'))

/** State of a purchase, read with its bearer. */
export const Purchase = z.object({
  /** False until a purchase was started with this token. */
  begun: z.boolean(),
  /**
   * Null while open. A placed order stays visible even if its link closes. If its partner site may no longer sell,
   * the reason is returned as well, because the host page gets no further events.
   */
  closed: z.nullable(z.enum([...LINK_REASONS, ...SITE_REASONS])),
  product: PurchaseProduct,
  step: z.enum(PURCHASE_STEPS),
  draft: PurchaseDraft,
  /**
   * Prefilled people are shown only after proof with the last four of the holder's ID or mobile number. Until then
   * the draft names nobody and nothing can be started. `holder` is masked, '' if none is prefilled. `insured`:
   * masked, whose number is asked for instead of the holder's.
   */
  locked: z.nullable(z.object({ holder: z.string(), people: z.number(), insured: z.nullable(z.string()) })),
  /** Version for optimistic locking. */
  version: Version,
  language: z.nullable(z.enum(['zh', 'en'])),
  order: z.nullable(PurchaseOrder),
  /** Why the platform rejected the last attempt. The customer can correct and resubmit. */
  refusal: z.nullable(z.object({ code: z.string(), detail: nullableText })),
})
export type Purchase = z.infer<typeof Purchase>

/** `partner`: the site that led to a public entry. Invalid ids are ignored. */
export const BeginPurchase = z.object({
  language: z.optional(z.enum(['zh', 'en'])),
  partner: z.optional(z.string().check(z.maxLength(64))),
})
export type BeginPurchase = z.infer<typeof BeginPurchase>

/** `token` is the purchase's bearer, which may be the link's. */
export const BegunPurchase = z.object({ token: z.string() })
export type BegunPurchase = z.infer<typeof BegunPurchase>

export const SavePurchase = z.object({
  version: Version,
  step: z.enum(PURCHASE_STEPS),
  language: z.optional(z.enum(['zh', 'en'])),
  draft: PurchaseDraft,
})
export type SavePurchase = z.infer<typeof SavePurchase>
/** Header `x-purchase-proof`: sent by a page that has proven to know the holder. */
export const PurchaseProof = z.object({ proof: z.string() })

export const SavedPurchase = z.object({ version: z.number() })

/** 去支付: consents by id. Orders the draft as saved under `version`. */
export const PlacePurchase = z.object({
  version: Version,
  consents: z.array(z.string().check(z.maxLength(64, 'invalid'))).check(z.maxLength(100, 'invalid')),
})
export type PlacePurchase = z.infer<typeof PlacePurchase>
