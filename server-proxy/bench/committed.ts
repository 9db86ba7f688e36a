import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Figure, Measured } from './figure.ts'

const FILE = join(import.meta.dirname, 'figures.json')

/** A figure's values, one for each repeat. */
export type Values = Pick<Measured, 'unit' | 'better'> & { values: number[] }
export type Run = Record<string, Values>
/** `on`: the machine and day of the figure. */
export type Committed = Record<string, Values & { on: string }>

export const readCommitted = () => JSON.parse(readFileSync(FILE, 'utf8')) as Committed

/** Replaces the committed values of the figures of this run; `--keep` does. */
export function keep(committed: Committed, run: Run, day: string): void {
  const on = `${day}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`
  const kept = Object.entries(run).map(([name, values]) => [name, { ...values, on }] as const)
  const all = Object.entries({ ...committed, ...Object.fromEntries(kept) })
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(all.toSorted()), null, 2)}\n`)
}

/** Adds a repeat's figures to the run. */
export function addTo(run: Run, section: string, figures: readonly Figure[]): void {
  for (const { measured } of figures) {
    if (!measured) continue
    const { name, value, unit, better } = measured
    const known = (run[`${section}: ${name}`] ??= { unit, better, values: [] })
    known.values.push(Math.round(value * 1000) / 1000)
  }
}

export type Row = { figure: string; committed: string; now: string; verdict: Verdict }
type Verdict = 'same' | 'better' | 'WORSE' | 'new' | 'noise unknown'

/**
 * This run beside the committed one. Worse is what moved by more than the larger spread of both: a figure that was
 * measured once on both sides has no spread, and is not judged.
 */
export function compare(committed: Committed, run: Run): Row[] {
  return Object.entries(run).map(([figure, now]) => {
    const before = committed[figure]
    return {
      figure,
      committed: before ? shown(before) : '',
      now: shown(now),
      verdict: before ? judge(before, now) : 'new',
    }
  })
}

function judge(before: Values, now: Values): Verdict {
  if (before.values.length < 2 && now.values.length < 2) return 'noise unknown'
  const gain = (middle(now) - middle(before)) * (now.better === 'more' ? 1 : -1)
  if (Math.abs(gain) <= Math.max(spread(before), spread(now))) return 'same'
  return gain > 0 ? 'better' : 'WORSE'
}

function middle({ values }: Values): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)
  return (low + high) / 2
}
const spread = ({ values }: Values) => Math.max(...values) - Math.min(...values)

function shown(one: Values): string {
  const { unit, values } = one
  const number = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toFixed(2))
  const range = `${number(Math.min(...values))} to ${number(Math.max(...values))}`
  const blank = unit === '×' ? '' : ' '
  return `${number(middle(one))}${blank}${unit}${values.length > 1 ? ` (${range})` : ''}`
}
