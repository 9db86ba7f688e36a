import * as z from 'zod/mini'
import { ageOn, daysCovered, isDay } from './days.ts'
import { MONEY } from './money.ts'
import { oddPeople, ORDER_STATUSES, PlaceOrder, ruleFaults, saleFaults } from './place-order.ts'
import { emptyPerson, HolderForm, idCardFault, InsuredForm, withoutEmpty } from './people-form.ts'
import { Premium } from './premiums.ts'
import { DocumentHead, Plan, ProductRules } from './products.ts'

/** The screens of a purchase, in their order; one group of questions each. */
export const PURCHASE_STEPS = ['product', 'period', 'people', 'review'] as const
export type PurchaseStep = (typeof PURCHASE_STEPS)[number]

/** Why nothing can be bought through a link any more. */
const LINK_REASONS = ['expired', 'revoked', 'used-up'] as const
/** Why a partner's page may not sell any more, whatever was open there. */
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

/** 购买中的投保单: what the customer typed so far, unchecked. */
export const PurchaseDraft = z.object({
  planCode: text,
  startDate: text,
  endDate: text,
  holder: z.catch(HolderForm, emptyPerson),
  /** However many: a list too long for the product is kept, and told about at its field. */
  insured: z.catch(z.array(InsuredForm), () => []),
  /** The unusual document numbers were checked. */
  confirmed: z.catch(z.boolean(), false),
})
export type PurchaseDraft = z.infer<typeof PurchaseDraft>

/** A draft of any age; what it does not know starts empty. */
export function readPurchaseDraft(content: unknown): PurchaseDraft {
  return z.parse(PurchaseDraft, typeof content === 'object' && content !== null ? content : {})
}

/** Somebody's particulars stand in it. */
export const holdsPeople = ({ holder, insured }: PurchaseDraft) =>
  [holder, ...insured].some(({ name, cardNo, mobile, email }) => Boolean(name || cardNo || mobile || email))

type Offer = { memberId: string; productCode: string }

/** The order that a draft asks for, unchecked; customers always pay themselves. */
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

/** Field path → code of what is wrong there; empty when it can be ordered. `today` is a day of Shanghai. */
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

/** A relation that the birthdays rule out: a minor is nobody's parent or spouse, a child is younger than its parent. */
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

/** The screen on which a field is asked for. */
export function stepOfField(path: string): PurchaseStep {
  if (path === 'planCode') return 'product'
  if (path === 'startDate' || path === 'endDate') return 'period'
  return path.startsWith('consents.') ? 'review' : 'people'
}

/** Days of the period, both ends counted; null until both are real. */
export function daysOfPurchase({ startDate, endDate }: PurchaseDraft): number | null {
  return isDay(startDate) && isDay(endDate) && endDate >= startDate ? daysCovered(startDate, endDate) : null
}

/** Besides one for each document: the facts are true, personal data may be passed on, a guardian agrees. */
export type ConsentId = string

/** Every consent that has to be given, each by itself: documents by their id, then our own. */
export function consentsOf(
  documents: readonly DocumentHead[],
  draft: PurchaseDraft,
  today: string,
): ConsentId[] {
  const minors = draft.insured.some(({ birthday }) => isDay(birthday) && ageOn(birthday, today) < 18)
  return [...documents.map(({ id }) => id), 'truth', 'privacy', ...(minors ? ['guardian'] : [])]
}

const nullableText = z.nullable(z.string())

/** What the customer has to know about what is sold, and by whom. */
export const PurchaseProduct = z.object({
  productCode: z.string(),
  productName: z.string(),
  /** Full legal names; the insurer's is null where an admin has not entered it. */
  insurerName: nullableText,
  sellerName: z.string(),
  plans: z.array(Plan),
  premiums: z.array(Premium),
  rules: ProductRules,
  documents: z.array(DocumentHead),
  /** Path of the insurer's logo; null where the platform names none. */
  insurerLogo: nullableText,
})
export type PurchaseProduct = z.infer<typeof PurchaseProduct>

export const PurchaseOrder = z.object({
  id: z.string(),
  status: z.enum(ORDER_STATUSES),
  /** False while nobody has just heard from the platform whether it is still to be paid: then no payment is offered. */
  checked: z.boolean(),
  /** Only while it is unpaid and `checked`; null too where the platform gave no usable address. */
  cashierUrl: nullableText,
  /** The chosen plan. */
  planName: nullableText,
  ...MONEY,
  /** Path of the page that tells how it went on. */
  returnPath: z.string(),
})
export type PurchaseOrder = z.infer<typeof PurchaseOrder>

/** A count that the database keeps as int4. */
const Version = z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(2_147_483_646, 'invalid'))

/** Where a purchase stands, asked by its bearer. */
export const Purchase = z.object({
  /** False while nothing was begun under this token. */
  begun: z.boolean(),
  /**
   * Null while it is open. An order that was placed stays in sight whatever becomes of its link; where its site may not
   * sell any more that is told all the same, since the page around is told nothing from then on.
   */
  closed: z.nullable(z.enum([...LINK_REASONS, ...SITE_REASONS])),
  product: PurchaseProduct,
  step: z.enum(PURCHASE_STEPS),
  draft: PurchaseDraft,
  /**
   * Somebody is filled in by staff, and is shown to who knows the last four of the holder's document or mobile: until
   * then the draft names nobody, and nothing can be begun. `holder` is masked, '' where no holder is filled in.
   * `insured`: masked, whose number is asked for instead of the holder's.
   */
  locked: z.nullable(z.object({ holder: z.string(), people: z.number(), insured: z.nullable(z.string()) })),
  /** Counts saves: who saves over a version that is not the last is told. */
  version: Version,
  language: z.nullable(z.enum(['zh', 'en'])),
  order: z.nullable(PurchaseOrder),
  /** Why the platform refused the last try; it can be corrected and sent again. */
  refusal: z.nullable(z.object({ code: z.string(), detail: nullableText })),
})
export type Purchase = z.infer<typeof Purchase>

/** `partner`: the site that led the customer to a public entry. What is no ID is ignored. */
export const BeginPurchase = z.object({
  language: z.optional(z.enum(['zh', 'en'])),
  partner: z.optional(z.string().check(z.maxLength(64))),
})
export type BeginPurchase = z.infer<typeof BeginPurchase>

/** `token` is the purchase's own bearer, which may be the link's. */
export const BegunPurchase = z.object({ token: z.string() })
export type BegunPurchase = z.infer<typeof BegunPurchase>

export const SavePurchase = z.object({
  version: Version,
  step: z.enum(PURCHASE_STEPS),
  language: z.optional(z.enum(['zh', 'en'])),
  draft: PurchaseDraft,
})
export type SavePurchase = z.infer<typeof SavePurchase>
/** What a page that has proven to know the holder sends along, as `x-purchase-proof`. */
export const PurchaseProof = z.object({ proof: z.string() })

export const SavedPurchase = z.object({ version: z.number() })

/** 去支付: the consents given, by id; what is ordered is the draft as it was saved under `version`. */
export const PlacePurchase = z.object({
  version: Version,
  consents: z.array(z.string().check(z.maxLength(64, 'invalid'))).check(z.maxLength(100, 'invalid')),
})
export type PlacePurchase = z.infer<typeof PlacePurchase>
