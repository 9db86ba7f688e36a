import { addDays, daysCovered, isDay, shanghaiDay } from '../../contract/days.ts'
import { LONGEST_PERIOD, type Period } from '../../contract/desk.ts'
import * as paths from '../../contract/paths.ts'

export const CHOICES = ['today', '7', '30', 'month', 'own'] as const
export type Choice = (typeof CHOICES)[number]
const USUAL = '7'

/** Reads the period from the URL. Default: last seven days. `now` in ms since the epoch. */
export function readPeriod(search: URLSearchParams, now: number): { choice: Choice; period: Period } {
  const today = shanghaiDay(now)
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  if (isPeriod(from, to)) return { choice: 'own', period: { from, to } }
  const asked = search.get('period')
  const choice = CHOICES.find((one) => one === asked && one !== 'own') ?? USUAL
  if (choice === 'month') return { choice, period: { from: `${today.slice(0, 7)}-01`, to: today } }
  const days = choice === 'today' ? 1 : Number(choice)
  return { choice, period: { from: addDays(today, 1 - days), to: today } }
}

/** Writes the period into the URL. The default is omitted; other parameters stay. */
export function writePeriod(search: URLSearchParams, choice: Choice, period: Period): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of ['period', 'from', 'to']) next.delete(name)
  if (choice === 'own') {
    next.set('from', period.from)
    next.set('to', period.to)
  } else if (choice !== USUAL) next.set('period', choice)
  return next
}

/** The fault of a typed period and its field. */
export function periodFault({ from, to }: Period): { field: 'from' | 'to'; code: string } | null {
  if (!isDay(from)) return { field: 'from', code: 'day' }
  if (!isDay(to)) return { field: 'to', code: 'day' }
  if (to < from) return { field: 'to', code: 'to-before-from' }
  return daysCovered(from, to) > LONGEST_PERIOD ? { field: 'to', code: 'period-over-year' } : null
}

const isPeriod = (from: string, to: string) => periodFault({ from, to }) === null

/** Link to the orders behind a figure. */
export function ordersOf(
  period: Period,
  more: { statuses?: readonly string[]; hour?: string | undefined } & {
    [Name in 'productCode' | 'by' | 'memberId' | 'partnerId']?: string
  },
): string {
  const search = new URLSearchParams()
  if (more.statuses) search.set('status', more.statuses.join(','))
  search.set('from', period.from)
  search.set('to', period.to)
  if (more.hour) search.set('hour', more.hour)
  for (const name of ['productCode', 'by', 'memberId', 'partnerId'] as const)
    if (more[name]) search.set(name, more[name])
  return `${paths.orders}?${search.toString()}`
}
