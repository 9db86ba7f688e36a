import { addDays, isDay } from '../contract/days.ts'

/** `end` is '' if only one day was written. */
export type Period = { start: string; end: string }

const DATE = String.raw`(?:(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2}))`
const BETWEEN = String.raw`\s*(?:[-~/,]|至|到|to|\s)\s*`
const ONE = new RegExp(`^${DATE}$`)
const TWO = new RegExp(`^${DATE}${BETWEEN}${DATE}$`)
const SAME_MONTH = new RegExp(`^${DATE}${BETWEEN}(\\d{1,2})$`)
const FOR_DAYS = new RegExp(`^${DATE}[\\s,起]+(\\d{1,4})\\s*(?:天|days?)$`)

/**
 * Reads a period as people write it: 12.5-12.9, 12月5日至9日, 2026-12-05 – 2026-12-09, 12.5 起 3 天. A day without a year
 * is the next one from `today`. Null if it is none.
 */
export function readPeriod(text: string, today: string): Period | null {
  const plain = plainOf(text)
  const one = ONE.exec(plain)
  if (one) return whole({ start: startOf(one.slice(1), today), end: '' })
  const two = TWO.exec(plain)
  if (two) {
    const start = startOf(two.slice(1, 7), today)
    return whole({ start, end: start && dayAfter(two.slice(7, 13), start) })
  }
  const month = SAME_MONTH.exec(plain)
  if (month) {
    const start = startOf(month.slice(1, 7), today)
    return whole({ start, end: `${start.slice(0, 8)}${pad(month[7])}` })
  }
  const days = FOR_DAYS.exec(plain)
  const start = days ? startOf(days.slice(1, 7), today) : ''
  return start && Number(days?.[7]) > 0 ? { start, end: addDays(start, Number(days?.[7]) - 1) } : null
}

/** Dates as numbers and points, in half-width characters. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s*[年月]\s*/g, '.')
    .replaceAll(/\s*[日号]/g, ' ')
    .replaceAll(/[–—−～〜]/g, '-')
    .trim()
}

const pad = (digits = '') => digits.padStart(2, '0')

/** '' if the parts are not a day. */
function dayOf([year, month, day, y, m, d]: (string | undefined)[], ownYear: string): string {
  const found = y ? `${y}-${m}-${d}` : `${year ?? ownYear}-${pad(month)}-${pad(day)}`
  return isDay(found) ? found : ''
}

const hasYear = (parts: (string | undefined)[]) => Boolean(parts[0] ?? parts[3])
const nextYear = (day: string) => String(Number(day.slice(0, 4)) + 1)

function startOf(parts: (string | undefined)[], today: string): string {
  const found = dayOf(parts, today.slice(0, 4))
  return hasYear(parts) || found === '' || found >= today ? found : dayOf(parts, nextYear(today))
}

/** An end without a year is the next one from the start. */
function dayAfter(parts: (string | undefined)[], start: string): string {
  const found = dayOf(parts, start.slice(0, 4))
  return hasYear(parts) || found === '' || found >= start ? found : dayOf(parts, nextYear(start))
}

function whole({ start, end }: Period): Period | null {
  return isDay(start) && (end === '' || isDay(end)) ? { start, end } : null
}
