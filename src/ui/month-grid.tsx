import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { ChevronIcon } from './icons.tsx'
import { defineMessages, useLanguage, useText } from './language.tsx'

const messages = defineMessages(
  {
    before: '上个月',
    after: '下个月',
    month: (year: number, month: number) => `${year} 年 ${month} 月`,
    weekdays: '一二三四五六日',
  },
  {
    before: 'Previous month',
    after: 'Next month',
    month: (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`,
    weekdays: 'MTWTFSS',
  },
)

type Props = {
  start: string
  end: string
  /** The first day that can be chosen. */
  earliest: string
  onPick(day: string): void
}

const DAY_MS = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/**
 * A month of days. Arrows move, Page Up and Page Down change the month. Apart from the month buttons, it has one tab
 * stop.
 */
export function MonthGrid({ start, end, earliest, onPick }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [focused, setFocused] = useState(start > earliest ? start : earliest)
  const grid = useRef<HTMLDivElement>(null)
  /** False after a month button, which keeps the focus. */
  const follows = useRef(true)
  useEffect(() => {
    if (follows.current) grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus()
    follows.current = false
  }, [focused])
  const first = `${focused.slice(0, 8)}01`
  const offset = (new Date(at(first)).getUTCDay() + 6) % 7
  const [year = 0, month = 1] = focused.split('-').map(Number)
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  const length = (at(next) - at(first)) / DAY_MS
  const move = (day: string) => setFocused(day < earliest ? earliest : day)
  const before = `${dayAt(at(first) - DAY_MS).slice(0, 8)}01`
  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step) move(dayAt(at(focused) + step * DAY_MS))
    else if (event.key === 'PageUp' || event.key === 'PageDown') move(event.key === 'PageUp' ? before : next)
    else return
    follows.current = true
    event.preventDefault()
  }
  return (
    <div className="w-64">
      <div className="mb-2 flex items-center justify-between">
        <Turn label={t.before} onClick={() => move(before)} className="rotate-90" />
        <strong aria-live="polite" className="tabular">
          {t.month(year, month)}
        </strong>
        <Turn label={t.after} onClick={() => move(next)} className="-rotate-90" />
      </div>
      <div
        ref={grid}
        role="group"
        aria-label={t.month(year, month)}
        onKeyDown={press}
        className="grid grid-cols-7"
      >
        {[...t.weekdays].map((word, n) => (
          <span key={n} aria-hidden="true" className="grid h-7 place-items-center text-small text-muted">
            {word}
          </span>
        ))}
        {Array.from({ length }, (_, n) => {
          const day = dayAt(at(first) + n * DAY_MS)
          const chosen = day === start || day === end
          const within = start && end && day > start && day < end
          return (
            <button
              key={day}
              type="button"
              data-day={day}
              style={n === 0 ? { gridColumnStart: offset + 1 } : undefined}
              tabIndex={day === focused ? 0 : -1}
              disabled={day < earliest}
              aria-pressed={chosen}
              aria-label={new Date(at(day)).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en', {
                dateStyle: 'long',
                timeZone: 'UTC',
              })}
              onClick={() => onPick(day)}
              className={`grid h-8 place-items-center rounded tabular disabled:text-faint disabled:opacity-50 ${chosen ? 'bg-accent font-semibold text-on-accent' : within ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
            >
              {n + 1}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function Turn({ label, onClick, className }: { label: string; onClick(): void; className: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-8 place-items-center rounded text-muted hover:bg-sunken"
    >
      <span className={className}>
        <ChevronIcon size={14} />
      </span>
    </button>
  )
}
