import { type KeyboardEvent, useRef, useState } from 'react'
import { addDays, isDay } from '../contract/days.ts'
import { readPeriod } from '../lib/read-period.ts'
import { TextField } from '../ui/field.tsx'
import { CalendarIcon } from '../ui/more-icons.tsx'
import { defineMessages, useText } from '../ui/language.tsx'
import { useClosing } from '../ui/menu.tsx'
import { MonthGrid } from '../ui/month-grid.tsx'

const messages = defineMessages(
  {
    period: '保障期间',
    example: '例如 12.5-12.9',
    read: (period: string, days: string) => `${period}，${days}`,
    calendar: '打开日历',
    quick: '常用天数',
    days: (days: number) => `${days} 天`,
    missing: '请填写保障期间',
    endMissing: '请补上止保日期',
    unread: '请按这样的格式填写：12.5-12.9，或 12.5 起 5 天',
  },
  {
    period: 'Period',
    example: 'Such as 12.5-12.9',
    read: (period: string, days: string) => `${period}, ${days}`,
    calendar: 'Open calendar',
    quick: 'Common durations',
    days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
    missing: 'Enter the dates',
    endMissing: 'Add the end date',
    unread: 'Enter dates such as 12.5-12.9 or 12.5 5 days',
  },
)

type Days = { startDate: string; endDate: string }

type Props = Days & {
  today: string
  earliest: string
  /** Number of days covered; null until both are valid. */
  days: number | null
  /** Lengths offered as buttons. */
  lengths: readonly number[]
  error: string | undefined
  onChange(days: Days): void
}

/** Sentences for the period's one field, which says which of its days is missing. For `useFaults`. */
export function usePeriodWords({ startDate, endDate }: Days) {
  const t = useText(messages)
  return (code: string, path: string): string | undefined => {
    if (path !== 'startDate' || (code !== 'required' && code !== 'day')) return undefined
    if (isDay(startDate)) return endDate ? undefined : t.endMissing
    if (code !== 'day') return undefined
    return startDate === '' ? t.missing : t.unread
  }
}

/** The period as one field: typed or pasted as people write it, by calendar, or by length. Three tab stops. */
export function PeriodField({ startDate, endDate, today, earliest, days, lengths, error, onChange }: Props) {
  const t = useText(messages)
  const [typed, setTyped] = useState<string | null>(null)
  const written = [startDate, endDate].filter(Boolean).join(' – ')
  function type(text: string): void {
    setTyped(text)
    const period = readPeriod(text, today)
    // An unreadable text stays as the start, which then says what is wrong.
    onChange(
      period ? { startDate: period.start, endDate: period.end } : { startDate: text.trim(), endDate: '' },
    )
  }
  function pick(next: Days): void {
    setTyped(null)
    onChange(next)
  }
  const first = isDay(startDate) ? startDate : laterOf(addDays(today, 1), earliest)
  const length = days === null ? undefined : t.days(days)
  const read = length && typed !== null ? t.read(written, length) : length
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <TextField
        className="w-72 max-sm:min-w-0 max-sm:grow max-sm:basis-56"
        label={t.period}
        hideLabel
        required
        data-field="startDate"
        placeholder={t.example}
        value={typed ?? written}
        error={error}
        hint={read}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      <Calendar {...{ startDate, endDate, earliest, onChange: pick }} />
      <Lengths
        lengths={lengths}
        days={days}
        onPick={(length) => pick({ startDate: first, endDate: addDays(first, length - 1) })}
      />
    </div>
  )
}

const laterOf = (one: string, other: string) => (one > other ? one : other)

function Calendar({ startDate, endDate, earliest, onChange }: Days & Pick<Props, 'earliest' | 'onChange'>) {
  const t = useText(messages)
  const details = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(false)
  useClosing(details)
  function pick(day: string): void {
    if (!isDay(startDate) || endDate || day < startDate) return onChange({ startDate: day, endDate: '' })
    onChange({ startDate, endDate: day })
    if (details.current) details.current.open = false
    details.current?.querySelector('summary')?.focus()
  }
  return (
    <details ref={details} className="relative" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary
        aria-label={t.calendar}
        title={t.calendar}
        className="grid size-9 list-none place-items-center rounded border border-line-strong text-muted hover:bg-sunken [&::-webkit-details-marker]:hidden"
      >
        <CalendarIcon />
      </summary>
      <div
        role="group"
        aria-label={t.period}
        className="absolute top-full right-0 z-20 mt-1 rounded border border-line bg-raised p-3 shadow-float sm:right-auto sm:left-0"
      >
        {open && (
          <MonthGrid
            start={isDay(startDate) ? startDate : ''}
            end={endDate}
            earliest={earliest}
            onPick={pick}
          />
        )}
      </div>
    </details>
  )
}

/** One tab stop; arrows move between the lengths. */
function Lengths({
  lengths,
  days,
  onPick,
}: Pick<Props, 'lengths' | 'days'> & { onPick(length: number): void }) {
  const t = useText(messages)
  const [focused, setFocused] = useState<number | null>(null)
  const stop = focused ?? (days !== null && lengths.includes(days) ? days : lengths[0])
  function move(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    buttons[buttons.indexOf(event.target as HTMLButtonElement) + step]?.focus()
    event.preventDefault()
  }
  return (
    <div
      role="group"
      aria-label={t.quick}
      onKeyDown={move}
      onBlur={() => setFocused(null)}
      className="flex flex-wrap gap-1"
    >
      {lengths.map((length) => (
        <button
          key={length}
          type="button"
          tabIndex={length === stop ? 0 : -1}
          aria-pressed={days === length}
          onFocus={() => setFocused(length)}
          onClick={() => onPick(length)}
          className="h-9 rounded border border-line px-2.5 text-muted hover:border-line-strong hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {t.days(length)}
        </button>
      ))}
    </div>
  )
}
