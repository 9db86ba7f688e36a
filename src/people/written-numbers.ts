import { readIdCard } from '../contract/id-card.ts'
import { writtenDay } from '../lib/written-day.ts'

/** `small`: an age, room or row number. `number`: a longer unknown number. */
type NumberKind = 'id' | 'bad-id' | 'mobile' | 'foreign-phone' | 'day' | 'number' | 'small'
export type WrittenNumber = { kind: NumberKind; value: string; at: number; end: number }

const GROUP = /\+?\d+X?/g
/** Separators within a number: 138 0000 1234, 138-0000-1234, (+86)138…. */
const BETWEEN = /^[ .()·-]{0,2}$/
const MOBILE = /^(?:(?:00)?86)?(1[3-9]\d{9})$/
const BOTH = [/^(\d{17}[\dX])(1[3-9]\d{9})$/, /^(1[3-9]\d{9})(\d{17}[\dX])$/]

type Group = { text: string; at: number; end: number }

/** The numbers in an upper-case text. Groups are joined to form as many IDs, mobile numbers and dates as possible. */
export function readNumbers(text: string): WrittenNumber[] {
  const phrases: Group[][] = []
  let last: Group | undefined
  for (const { 0: match, index } of text.matchAll(GROUP)) {
    const group = { text: match, at: index, end: index + match.length }
    if (last && BETWEEN.test(text.slice(last.end, index))) phrases.at(-1)?.push(group)
    else phrases.push([group])
    last = group
  }
  return phrases.flatMap((phrase) => together(best(phrase)))
}

/** An ID with separated digits. */
const MOST_GROUPS = 18

function best(groups: Group[]): WrittenNumber[] {
  const from: { score: number; found: WrittenNumber[] }[] = [{ score: 0, found: [] }]
  for (let end = 1; end <= groups.length; end++) {
    let top = { score: Number.NEGATIVE_INFINITY, found: [] as WrittenNumber[] }
    for (let start = Math.max(0, end - MOST_GROUPS); start < end; start++) {
      const before = from[start]
      const span = spanOf(groups.slice(start, end))
      if (!before || !span || before.score + span.score <= top.score) continue
      top = { score: before.score + span.score, found: [...before.found, ...span.found] }
    }
    from.push(top)
  }
  return from.at(-1)?.found ?? []
}

function spanOf(groups: Group[]): { score: number; found: WrittenNumber[] } | null {
  const first = groups[0]
  const end = groups.at(-1)?.end
  if (!first || end === undefined) return null
  const { at } = first
  const one = (kind: NumberKind, score: number, value: string) => ({
    score,
    found: [{ kind, value, at, end }],
  })
  const abroad = first.text.startsWith('+')
  const digits = groups.map(({ text }) => text.replace('+', '')).join('')
  const mobile = MOBILE.exec(digits)?.[1]
  if (mobile && (!abroad || digits.startsWith('86'))) return one('mobile', 60, mobile)
  if (abroad && /^\d{8,15}$/.test(digits)) return one('foreign-phone', 10, `+${digits}`)
  if (digits.length === 18 && typeof readIdCard(digits) !== 'string') return one('id', 100, digits)
  const lengths = groups.map(({ text }) => text.length)
  if (lengths.length === 3 && lengths[0] === 4 && lengths[1] !== undefined && lengths[1] <= 2) {
    const day = writtenDay(groups.map(({ text }) => text).join('-'))
    if (day) return one('day', 20, day)
  }
  if (groups.length > 1)
    return /^6,8,4|^6,4,4,4|^4,4,4,4,2|^3,3,4,4,4/.test(lengths.join()) && digits.length === 18
      ? one('bad-id', 25, digits)
      : null
  for (const both of BOTH) {
    const [, start = '', rest = ''] = both.exec(digits) ?? []
    if (start)
      return {
        score: 150,
        found: [start, rest].map((value, n) => ({
          kind: value.length === 18 ? ('id' as const) : ('mobile' as const),
          value,
          at: n === 0 ? at : at + start.length,
          end: n === 0 ? at + start.length : end,
        })),
      }
  }
  const day = digits.length === 8 ? writtenDay(digits) : ''
  if (day && day >= '1900') return one('day', 20, day)
  if (/^[\dX]{14,20}$/.test(digits)) return one('bad-id', 30, digits)
  return /^\d{1,4}$/.test(digits) ? one('small', 0, digits) : one('number', -10, digits)
}

/** Small numbers in a row that form a long one are a typo, such as 138 0000 123. */
function together(numbers: WrittenNumber[]): WrittenNumber[] {
  const found: WrittenNumber[] = []
  let small: WrittenNumber[] = []
  const flush = () => {
    const value = small.map((one) => one.value).join('')
    const [first, last] = [small[0], small.at(-1)]
    if (first && last && small.length > 1 && value.length >= 5)
      found.push({ kind: 'number', value, at: first.at, end: last.end })
    else found.push(...small)
    small = []
  }
  for (const number of numbers) {
    if (number.kind === 'small') small.push(number)
    else {
      flush()
      found.push(number)
    }
  }
  flush()
  return found
}
