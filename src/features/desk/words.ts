import type { Desk } from '../../contract/desk.ts'
import { dayWords } from '../../lib/day-words.ts'
import type { Language } from '../../ui/language.tsx'

/** `12%`, `0.4%`; a dash if the whole is zero. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return '—'
  const share = (part / whole) * 100
  return `${share > 0 && share < 10 ? share.toFixed(1).replace('.0', '') : Math.round(share)}%`
}

/** An hour, day or month in words. */
export function pointWords(at: string, by: Desk['by'], language: Language, today: string): string {
  if (by === 'hour') return `${at.slice(11)}:00`
  if (by === 'day') return dayWords(at, language, today)
  const [year = '', month = ''] = at.split('-')
  return language === 'zh' ? `${year}年${Number(month)}月` : `${month}/${year}`
}

/** The short form for an axis, as lists write days: `09:00`, `11-25`. */
export function pointMark(at: string, by: Desk['by']): string {
  if (by === 'hour') return `${at.slice(11)}:00`
  return by === 'day' ? at.slice(5) : at
}

/** Minimum top of the axis, fen. */
const LEAST = 1_000

/** Marks of an axis from 0 to at least `most` (fen), a round step apart. */
export function axisOf(most: number): number[] {
  const highest = Math.max(most, LEAST)
  const power = 10 ** Math.floor(Math.log10(highest / 4))
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= highest / 4) ?? 10)
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, place) => place * step)
}

/** Fen on an axis: ¥0, ¥250, ¥1.5万, ¥15k. */
export function axisWords(fen: number, language: Language): string {
  const yuan = fen / 100
  const [unit, per] = language === 'zh' ? (['万', 10_000] as const) : (['k', 1_000] as const)
  return yuan >= per ? `¥${Number((yuan / per).toFixed(2))}${unit}` : `¥${Number(yuan.toFixed(2))}`
}
