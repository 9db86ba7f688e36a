import * as z from 'zod/mini'
import { daysCovered, isDay } from '../../contract/days.ts'
import { EXPLAINED } from '../../contract/explained.ts'
import type { MakeLink } from '../../contract/links.ts'
import { PlaceOrder } from '../../contract/place-order.ts'
import { oddPeople, ruleFaults, saleFaults } from '../../contract/sale-faults.ts'
import { idCardFault, withoutEmpty } from '../../contract/people-form.ts'
import { emptyInsured, emptyPerson } from '../../contract/people-empty.ts'
import { HolderForm, InsuredForm } from '../../contract/people-typed.ts'
import { Holder } from '../../contract/people.ts'
import { type Price, priceOf } from '../../contract/premiums.ts'
import type { Product } from '../../contract/products.ts'

const text = z.catch(z.string(), '')
/** Form state and draft content: as typed, unvalidated. */
const SaleForm = z.object({
  title: text,
  /** 团号, and a note for staff. */
  groupNo: text,
  note: text,
  /** Incremented after a final rejection, so that the next attempt uses a new idempotency key. */
  attempt: z.catch(z.number(), 0),
  memberId: text,
  productCode: text,
  planCode: text,
  payType: z.catch(z.enum(['cash', 'credit']), 'cash'),
  /** How it was explained to the policyholder; empty until chosen. */
  explained: z.catch(z.enum(['', ...EXPLAINED]), ''),
  /** Left for the customer to enter on the platform's page. */
  periodLater: z.catch(z.boolean(), false),
  startDate: text,
  endDate: text,
  peopleLater: z.catch(z.boolean(), false),
  holder: z.catch(HolderForm, emptyPerson),
  insured: z.catch(z.array(InsuredForm), () => [emptyInsured()]),
  confirmed: z.catch(z.boolean(), false),
  /** Staff saw the warning about people who are already covered, and continue. */
  secondCover: z.catch(z.boolean(), false),
})
export type SaleForm = z.infer<typeof SaleForm>
/** Reads the form from a draft of any version. Missing fields start empty. */
export function readSaleForm(content: unknown): SaleForm {
  return z.parse(SaleForm, typeof content === 'object' && content !== null ? content : {})
}

/** The draft's title in lists. */
export function titleOf(form: SaleForm, product: Product | undefined): string {
  const first = form.holder.name || form.insured.find(({ name }) => name)?.name
  return [first, product?.productName].filter(Boolean).join(' · ')
}

/** The form with another value at a path such as `insured.2.cardNo`. */
export function withField(form: SaleForm, path: string, value: unknown): SaleForm {
  const set = (target: unknown, [name, ...rest]: string[]): unknown => {
    if (name === undefined) return value
    if (Array.isArray(target))
      return target.map((one, place) => (place === Number(name) ? set(one, rest) : one))
    return { ...(target as object), [name]: set((target as Record<string, unknown>)[name], rest) }
  }
  return readSaleForm(set(form, path.split('.')))
}

/** Copies the holder to the first insured with relation self, or updates the existing self row. */
export function copyHolder(form: SaleForm): SaleForm {
  const { email } = form.holder
  // Insured rows have no field to correct these.
  const copied = z.safeParse(Holder.shape.email, email).success ? email : ''
  const copy = { ...form.holder, email: copied, relation: 'self' as const }
  const copyTo = ({ source: _source, ...one }: InsuredForm): InsuredForm => ({ ...one, ...copy })
  const at = form.insured.findIndex((one) => one.relation === 'self')
  if (at >= 0)
    return { ...form, insured: form.insured.map((one, place) => (place === at ? copyTo(one) : one)) }
  const filled = form.insured.filter((one) => one.name || one.cardNo)
  return { ...form, insured: [{ ...emptyInsured(), ...copy }, ...filled] }
}

/** The body of POST /api/orders, with the values entered so far. */
export function toPlaceOrder(form: SaleForm): unknown {
  return {
    memberId: form.memberId,
    productCode: form.productCode,
    ...(form.planCode && { planCode: form.planCode }),
    payType: form.payType,
    ...(form.explained && { explained: form.explained }),
    ...(!form.periodLater && { startDate: form.startDate, endDate: form.endDate }),
    ...(!form.peopleLater && {
      holder: withoutEmpty(form.holder),
      insured: form.insured.map(({ key: _key, source: _source, ...one }) => withoutEmpty(one)),
    }),
    ...(form.confirmed && { confirmed: true }),
    secondCover: form.secondCover ? 'confirmed' : 'ask',
    ...staffWords(form),
  }
}

const staffWords = ({ groupNo, note }: SaleForm) => ({
  ...(groupNo.trim() && { groupNo }),
  ...(note.trim() && { note }),
})

/** The link request: one use, valid for a week. */
export function toLink(form: SaleForm): MakeLink {
  const { planCode, startDate, endDate, holder, insured } = form
  const filled = insured.filter((one) => one.name.trim() || one.cardNo.trim())
  return {
    memberId: form.memberId,
    productCode: form.productCode,
    uses: 1,
    days: 7,
    ...staffWords(form),
    prefill: {
      planCode,
      ...(form.periodLater ? { startDate: '', endDate: '' } : { startDate, endDate }),
      ...(form.peopleLater ? { holder: emptyPerson(), insured: [] } : { holder, insured: filled }),
      confirmed: false,
    },
  }
}

/** People of one sale, in as many orders as the product needs. */
export const MOST_PEOPLE = 1_000

/** Number of orders that the list needs. */
export function ordersNeeded(form: SaleForm, product: Product | undefined): number {
  if (form.peopleLater || !product) return 1
  return Math.max(1, Math.ceil(form.insured.length / product.rules.maxInsured))
}

/** Sections in order. Each unfolds once those before it are complete. */
const SECTIONS = [
  'memberId',
  'groupNo',
  'note',
  'productCode',
  'planCode',
  'startDate',
  'endDate',
  'holder',
  'insured',
  'payType',
  'explained',
]
const FIELDS = [...Object.keys(emptyPerson()), 'relation']

/**
 * Faults of the visible sections in screen order: code by field path; empty if the order can be placed. `today` is in
 * Asia/Shanghai.
 */
export function faultsOf(form: SaleForm, product: Product | undefined, today: string): Map<string, string> {
  if (!form.memberId) return new Map([['memberId', 'required']])
  if (!product) return new Map([['productCode', form.productCode ? 'product-unknown' : 'required']])
  if (!product.onSale) return new Map([['productCode', 'not-on-sale']])
  if (!form.planCode) return new Map([['planCode', 'required']])
  const faults = new Map<string, string>()
  const add = (path: (string | number)[], code: string) => {
    const at = path.join('.')
    if (!faults.has(at)) faults.set(at, code)
  }
  const order = toPlaceOrder(form)
  if (!form.peopleLater) {
    for (const [at, person] of [
      ['holder', form.holder],
      ...form.insured.map((one, n) => [`insured.${n}`, one]),
    ] as [string, HolderForm][]) {
      const fault = idCardFault(person)
      if (fault) add([at, 'cardNo'], fault)
    }
  }
  for (const issue of z.safeParse(PlaceOrder, order).error?.issues ?? [])
    add(issue.path as string[], issue.message)
  if (!product.plans.some(({ planCode }) => planCode === form.planCode)) add(['planCode'], 'plan-unknown')
  if (!form.periodLater)
    for (const name of ['startDate', 'endDate'] as const) if (form[name] === '') add([name], 'required')
  const sale = order as PlaceOrder
  const dated = isDay(form.startDate) && isDay(form.endDate)
  const { startDate: _start, endDate: _end, ...undated } = sale
  for (const { path, code } of [
    ...saleFaults(dated ? sale : undated),
    // A longer list is split into several orders.
    ...ruleFaults(dated ? sale : undated, { ...product.rules, maxInsured: MOST_PEOPLE }, today),
  ])
    add(path, code)
  if (!form.peopleLater && form.insured.length === 0) add(['insured'], 'required')
  if (!form.confirmed) for (const { path, code } of oddPeople(sale)) add(path, code)
  return new Map([...faults].sort(([one], [other]) => placeOf(one) - placeOf(other)))
}

/** The field that shows a fault of `path`: both days are one field. */
export const fieldOf = (path: string) => (path === 'endDate' ? 'startDate' : path)

/** Screen position of a field: section, row, field. */
function placeOf(path: string): number {
  const [section = '', ...rest] = path.split('.')
  const name = rest.at(-1)
  // The add button is below the rows.
  const row = section === 'insured' ? Number(rest[0] ?? 99_999) : 0
  return (SECTIONS.indexOf(section) * 100_000 + row) * 10 + (name ? FIELDS.indexOf(name) : 9)
}

/** Days of the period, inclusive; null until both dates are valid. */
export function daysOf(form: SaleForm): number | null {
  if (form.periodLater || !isDay(form.startDate) || !isDay(form.endDate) || form.endDate < form.startDate)
    return null
  return daysCovered(form.startDate, form.endDate)
}

/** The price to show. The platform has no quote interface. */
export function expectedPrice(form: SaleForm, product: Product | undefined): Price | null {
  if (!product) return null
  const people = form.peopleLater ? 0 : form.insured.length
  return priceOf(product, { planCode: form.planCode, days: daysOf(form), people })
}
