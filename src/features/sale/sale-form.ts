import * as z from 'zod/mini'
import { daysCovered, isDay } from '../../contract/days.ts'
import { readIdCard } from '../../contract/id-card.ts'
import { oddDocuments, PlaceOrder, ruleFaults, saleFaults } from '../../contract/orders.ts'
import { CARD_TYPES, RELATIONS } from '../../contract/people.ts'
import { DEFAULT_RULES, type Product } from '../../contract/products.ts'

const text = z.catch(z.string(), '')
const person = {
  name: text,
  cardType: z.catch(z.enum(CARD_TYPES), 'id-card'),
  cardNo: text,
  birthday: text,
  gender: z.catch(z.enum(['', 'M', 'F']), ''),
  mobile: text,
  email: text,
}
const HolderForm = z.object(person)
const InsuredForm = z.object({ ...person, key: text, relation: z.catch(z.enum(RELATIONS), 'other') })

/** What the page holds and the draft keeps: everything as typed, nothing checked. */
const SaleForm = z.object({
  title: text,
  /** Raised after a final refusal: the next try is another order under another key. */
  attempt: z.catch(z.number(), 0),
  memberId: text,
  productCode: text,
  planCode: text,
  payType: z.catch(z.enum(['cash', 'credit']), 'cash'),
  /** Left for the customer to fill in on the platform's page. */
  periodLater: z.catch(z.boolean(), false),
  startDate: text,
  endDate: text,
  peopleLater: z.catch(z.boolean(), false),
  holder: z.catch(HolderForm, emptyPerson),
  insured: z.catch(z.array(InsuredForm), () => [emptyInsured()]),
  confirmed: z.catch(z.boolean(), false),
})
export type SaleForm = z.infer<typeof SaleForm>
export type HolderForm = z.infer<typeof HolderForm>
export type InsuredForm = z.infer<typeof InsuredForm>

export function emptyPerson(): HolderForm {
  return { name: '', cardType: 'id-card', cardNo: '', birthday: '', gender: '', mobile: '', email: '' }
}

let lastKey = 0
export function emptyInsured(): InsuredForm {
  return { ...emptyPerson(), key: `row-${Date.now()}-${++lastKey}`, relation: 'other' }
}

/** The form from a draft of any age; what it does not know starts empty. */
export function readSaleForm(content: unknown): SaleForm {
  return z.parse(SaleForm, typeof content === 'object' && content !== null ? content : {})
}

/** What a list of drafts calls it. */
export function titleOf(form: SaleForm, product: Product | undefined): string {
  const first = form.holder.name || form.insured.find(({ name }) => name)?.name
  return [first, product?.productName].filter(Boolean).join(' · ')
}

/** A person after something was typed: a whole resident ID fills birthday and sex. */
export function withIdentity<Person extends HolderForm>(before: Person, change: Partial<Person>): Person {
  const next = { ...before, ...change }
  if (next.cardType !== 'id-card') {
    // What an ID filled in belongs to that ID.
    return before.cardType === 'id-card' && change.cardType ? { ...next, birthday: '', gender: '' } : next
  }
  const card = readIdCard(next.cardNo)
  if (typeof card !== 'string') return { ...next, ...card }
  return typeof readIdCard(before.cardNo) === 'string' ? next : { ...next, birthday: '', gender: '' }
}

/** The holder's data as the first insured, relation self; a row that was self already is brought up to date. */
export function copyHolder(form: SaleForm): SaleForm {
  const copy = { ...form.holder, relation: 'self' as const }
  const at = form.insured.findIndex((one) => one.relation === 'self')
  if (at >= 0)
    return { ...form, insured: form.insured.map((one, place) => (place === at ? { ...one, ...copy } : one)) }
  const filled = form.insured.filter((one) => one.name || one.cardNo)
  return { ...form, insured: [{ ...emptyInsured(), ...copy }, ...filled] }
}

const clean = <Person extends HolderForm>({ mobile, email, ...rest }: Person) => ({
  ...rest,
  ...(mobile.trim() && { mobile: mobile.trim() }),
  ...(email.trim() && { email: email.trim() }),
})

/** The body of POST /api/orders as far as it is filled in. */
export function toPlaceOrder(form: SaleForm): unknown {
  return {
    memberId: form.memberId,
    productCode: form.productCode,
    ...(form.planCode && { planCode: form.planCode }),
    payType: form.payType,
    ...(!form.periodLater && { startDate: form.startDate, endDate: form.endDate }),
    ...(!form.peopleLater && {
      holder: clean(form.holder),
      insured: form.insured.map(({ key: _key, ...one }) => clean(one)),
    }),
    ...(form.confirmed && { confirmed: true }),
  }
}

/** Field path → code of what is wrong there; empty when the order can be placed. `today` is a day of Shanghai. */
export function faultsOf(form: SaleForm, product: Product | undefined, today: string): Map<string, string> {
  const faults = new Map<string, string>()
  const add = (path: (string | number)[], code: string) => {
    const at = path.join('.')
    if (!faults.has(at)) faults.set(at, code)
  }
  const order = toPlaceOrder(form)
  // A whole but wrong ID is the fault; that it fills in nothing is only what follows from it.
  if (!form.peopleLater) {
    for (const [at, person] of [
      ['holder', form.holder],
      ...form.insured.map((one, n) => [`insured.${n}`, one]),
    ] as [string, HolderForm][]) {
      const card = person.cardType === 'id-card' && person.cardNo !== '' ? readIdCard(person.cardNo) : null
      if (typeof card === 'string') add([at, 'cardNo'], card)
    }
  }
  for (const issue of z.safeParse(PlaceOrder, order).error?.issues ?? [])
    add(issue.path as string[], issue.message)
  if (form.productCode && !form.planCode) add(['planCode'], 'required')
  if (!form.periodLater)
    for (const name of ['startDate', 'endDate'] as const) if (form[name] === '') add([name], 'required')
  const sale = order as PlaceOrder
  const dated = isDay(form.startDate) && isDay(form.endDate)
  const { startDate: _start, endDate: _end, ...undated } = sale
  for (const { path, code } of [
    ...saleFaults(dated ? sale : undated),
    ...ruleFaults(dated ? sale : undated, product?.rules ?? DEFAULT_RULES, today),
  ])
    add(path, code)
  if (!form.peopleLater && form.insured.length === 0) add(['insured'], 'required')
  if (!form.confirmed) for (const { path, code } of oddDocuments(sale)) add(path, code)
  return faults
}

/** Days of the period, both ends counted; null until both are real. */
export function daysOf(form: SaleForm): number | null {
  if (form.periodLater || !isDay(form.startDate) || !isDay(form.endDate) || form.endDate < form.startDate)
    return null
  return daysCovered(form.startDate, form.endDate)
}

/** The lowest price for these people, fen; there is no quote, so it is a reference and nothing more. */
export function referenceAmount(form: SaleForm, product: Product | undefined): number | null {
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode)
  return plan && !form.peopleLater ? plan.minPrice * form.insured.length : null
}
