import type { Filters } from './list-state.ts'

type Option = { value: string; label: string }

/** One filter of a list: a row of the menu, and a chip while active. */
export type FilterField =
  | {
      /** The filters `from`, `to` and `hour`, or those named. */
      kind: 'days'
      names?: { from: string; to: string }
      label: string
      /** The meaning of the days, for the chip. */
      verb: string
      /** Offers today and the last days. */
      recent?: (days: number) => { from: string; to: string }
    }
  | { kind: 'text'; name: string; label: string; chip(value: string): string }
  | { kind: 'choice'; name: string; label: string; options: readonly Option[]; chip(label: string): string }
  | { kind: 'tick'; name: string; label: string; chip: string }

export type FilterProps = {
  fields: readonly FilterField[]
  filters: Filters
  onChange(filters: Filters): void
}

export type Chip = { words: string; without: readonly string[] }
