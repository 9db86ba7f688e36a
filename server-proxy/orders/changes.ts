import type { Change, ChangeField } from '#contract/orders.ts'
import type { PlatformOrder } from '#contract/platform-order.ts'
import { cleanCardNo, cleanMobile, cleanName } from '#contract/people-clean.ts'
import { CARD_TYPE_WORDS } from '#contract/people-words.ts'
import { maskCardNo, maskEmail, maskMobile } from '../http/mask.ts'
import { fits } from './full-numbers.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { People } from './people.ts'

type Person = {
  name: string | null
  cardType: string | null
  cardNo: string | null
  birthday: string | null
  gender: string | null
  mobile?: string | null | undefined
  email?: string | null | undefined
}
type PersonField = keyof Person
type Placed = People & { productCode: string; period: string | null }

/** Synonyms of document types in the platform's answers. */
const SAME_CARD: Record<string, string> = {
  居民身份证: 'id-card',
  户口本: 'id-card',
  回乡证: 'hk-macau-permit',
  港澳居民来往内地通行证: 'hk-macau-permit',
  台湾通行证: 'taiwan-permit',
  台湾居民来往大陆通行证: 'taiwan-permit',
}
for (const [code, { zh }] of Object.entries(CARD_TYPE_WORDS)) SAME_CARD[zh] = code
const SAME_GENDER: Record<string, string> = { 男: 'M', 男性: 'M', 女: 'F', 女性: 'F' }

/** Normal form of each field for the comparison. */
const WRITTEN: Record<PersonField, (value: string) => string> = {
  name: (value) => cleanName(value).toUpperCase(),
  cardType: (value) => SAME_CARD[value] ?? value,
  cardNo: (value) => cleanCardNo(value).toUpperCase(),
  birthday: (value) => {
    const [year = '', month = '', day = ''] = /(\d{4})\D?(\d{1,2})\D?(\d{1,2})/.exec(value)?.slice(1) ?? []
    return year ? [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-') : value
  },
  gender: (value) => SAME_GENDER[value] ?? value,
  mobile: cleanMobile,
  email: (value) => value.trim().toLowerCase(),
}
const FIELDS = Object.keys(WRITTEN) as PersonField[]
const MASKS: Partial<Record<ChangeField, (value: string) => string>> = {
  cardNo: maskCardNo,
  mobile: maskMobile,
  email: maskEmail,
}

/** Whether a field is equal on both sides, masked or not. True when one side has none. */
function alike(field: PersonField, ours: Person, theirs: Person): boolean {
  const [placed, now] = [ours[field], theirs[field]]
  if (!placed || !now) return true
  if (now.includes('*')) return fits(WRITTEN[field](now), WRITTEN[field](placed))
  return WRITTEN[field](placed) === WRITTEN[field](now)
}

/**
 * The customer's changes on the platform's page: compares the placed order with 7.11, in every field that both have.
 */
export function changesOf(placed: Placed, platform: PlatformOrder, period: string | null): Change[] {
  const changes: Change[] = []
  const add = (
    who: Change['who'],
    name: string | null,
    field: ChangeField,
    values: [string | null, string | null],
  ) => changes.push({ who, name, field, placed: values[0], now: values[1], hidden: false })
  const compare = (who: 'holder' | 'insured', ours: Person, theirs: Person) => {
    for (const field of FIELDS)
      if (!alike(field, ours, theirs))
        add(who, theirs.name ?? ours.name, field, [ours[field] ?? null, theirs[field] ?? null])
  }
  if (platform.productCode && platform.productCode !== placed.productCode)
    add('order', null, 'product', [placed.productCode, platform.productCode])
  if (placed.period && period && placed.period !== period)
    add('order', null, 'period', [placed.period, period])
  if (placed.holder && platform.enterprise)
    add('holder', null, 'company', [placed.holder.name, platform.enterprise.name])
  else if (placed.holder && platform.holder) compare('holder', placed.holder, platform.holder)
  if (placed.insured.length === 0 || platform.insured.length === 0) return changes
  if (placed.insured.length !== platform.insured.length)
    add('order', null, 'people', [String(placed.insured.length), String(platform.insured.length)])
  const { pairs, removed, added } = pairUp(placed.insured, platform.insured)
  for (const [ours, theirs] of pairs) compare('insured', ours, theirs)
  for (const { name } of removed) add('insured', name, 'removed', [name, null])
  for (const { name } of added) add('insured', name, 'added', [null, name])
  return changes
}

/** Pairs people by name and number, then by name, then by number and birthday, then by position. */
function pairUp(placed: readonly Person[], now: readonly Person[]) {
  const pairs: [Person, Person][] = []
  const removed = [...placed]
  let added = [...now]
  const kinds: PersonField[][] = [['name', 'cardNo'], ['name'], ['cardNo', 'birthday'], []]
  for (const fields of kinds)
    added = added.filter((theirs) => {
      const at = removed.findIndex((ours) => fields.every((field) => alike(field, ours, theirs)))
      const [ours] = at < 0 ? [] : removed.splice(at, 1)
      if (ours) pairs.push([ours, theirs])
      return !ours
    })
  return { pairs, removed, added }
}

/** For a page: numbers masked; `hidden` when the difference lies under the mask. */
const maskChange = (change: Change): Change => {
  const mask = MASKS[change.field]
  if (!mask) return change
  const [placed, now] = [change.placed && mask(change.placed), change.now && mask(change.now)]
  return { ...change, placed, now, hidden: placed === now }
}

type Row = Pick<OrderRow, 'product_code' | 'start_date' | 'end_date' | 'cover_start' | 'cover_end'>
const days = (from: string | null, to: string | null) => (from && to ? `${from} – ${to}` : null)

/** The changes for the page of an order. */
export function changesShown(
  row: Row,
  people: People,
  platform: PlatformOrder,
  shown: 'masked' | 'clear',
): Change[] {
  const placed = { ...people, productCode: row.product_code, period: days(row.start_date, row.end_date) }
  const changes = changesOf(placed, platform, days(row.cover_start, row.cover_end))
  return shown === 'clear' ? changes : changes.map(maskChange)
}
