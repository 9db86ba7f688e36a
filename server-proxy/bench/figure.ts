/** One measured promise: the figure, its target, and whether it holds. */
export type Figure = {
  promise: string
  found: string
  target: string
  holds: boolean
  /** What is compared with the committed run; absent where there is nothing to compare. */
  measured?: Measured
}
/** `name` stays the same from run to run, unlike the promise's words. */
export type Measured = { name: string; value: number; unit: Unit; better: 'less' | 'more' }
export type Unit = 'ms' | '×' | '/s' | 'kB' | 'MB'

export type Section = {
  name: string
  about: string
  /** How often it is run, so that its figures show their own noise; 1 by default. */
  repeats?: number
  run(): Promise<Figure[]>
}

/** The value below which `share` (0…1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`
export const times = (value: number) => `${value.toFixed(2)}×`
