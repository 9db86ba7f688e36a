/** One measured promise: the figure, its target, and whether it holds. */
export type Figure = { promise: string; found: string; target: string; holds: boolean }
export type Section = { name: string; about: string; run(): Promise<Figure[]> }

/** The value below which `share` (0…1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`
export const times = (value: number) => `${value.toFixed(2)}×`
