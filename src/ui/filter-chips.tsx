import type { Filters } from '../lib/list-state.ts'
import { Button } from './button.tsx'
import type { Chip, FilterField, FilterProps } from '../lib/filter-fields.ts'
import { CloseIcon } from './more-icons.tsx'
import { useText } from './language.tsx'
import { listMessages } from './list-messages.ts'

/** The active filters, each with a button that removes it. `first`: chips without a field in the menu. */
export function FilterChips({ fields, filters, onChange, first }: FilterProps & { first: readonly Chip[] }) {
  const t = useText(listMessages)
  const chips = [...first, ...fields.flatMap((field) => chipsOf(field, filters, t))]
  if (chips.length === 0) return null
  function remove(names: readonly string[]) {
    const next = { ...filters }
    for (const name of names) delete next[name]
    onChange(next)
  }
  return (
    <ul className="mb-3 flex flex-wrap items-center gap-2">
      {chips.map(({ words, without }) => (
        <li
          key={words}
          className="flex h-7 items-center gap-1 rounded border border-line-strong pl-2 text-small"
        >
          {words}
          <button
            type="button"
            aria-label={t.remove(words)}
            className="grid size-7 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
            onClick={() => remove(without)}
          >
            <CloseIcon size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button look="quiet" onClick={() => remove(chips.flatMap(({ without }) => without))}>
            {t.clearAll}
          </Button>
        </li>
      )}
    </ul>
  )
}

function chipsOf(field: FilterField, filters: Filters, t: (typeof listMessages)['zh']): Chip[] {
  if (field.kind === 'days') return daysChips(field.verb, filters, t, field.names)
  const value = filters[field.name]
  if (!value) return []
  if (field.kind === 'text') return [{ words: field.chip(value), without: [field.name] }]
  if (field.kind === 'tick') return [{ words: field.chip, without: [field.name] }]
  const label = field.options.find((one) => one.value === value)?.label ?? value
  return [{ words: field.chip(label), without: [field.name] }]
}

function daysChips(
  verb: string,
  filters: Filters,
  t: (typeof listMessages)['zh'],
  names: { from: string; to: string } | undefined,
): Chip[] {
  const { from: first = 'from', to: last = 'to' } = names ?? {}
  const { [first]: from, [last]: to } = filters
  const hour = names ? undefined : filters['hour']
  const chips: Chip[] = []
  if (from && from === to) chips.push({ words: t.on(verb, from), without: [first, last, 'hour'] })
  else if (from && to) chips.push({ words: t.fromTo(verb, from, to), without: [first, last] })
  else if (from) chips.push({ words: t.since(verb, from), without: [first] })
  else if (to) chips.push({ words: t.until(verb, to), without: [last] })
  if (hour) chips.push({ words: t.atHour(hour), without: ['hour'] })
  return chips
}
