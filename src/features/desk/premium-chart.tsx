import { type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import { shanghaiDay } from '../../contract/days.ts'
import type { Desk, Point } from '../../contract/desk.ts'
import { yuan } from '../../lib/yuan.ts'
import { MARKS } from '../../lib/marks.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { axisOf, axisWords, pointMark, pointWords } from './words.ts'

/** Number of axis labels that fit on a phone. */
const AXIS_MARKS = { hour: 7, day: 7, month: 4 }
/** Bars fill this share of their place; a few of them are thin. */
const barShare = (count: number) => (count <= 12 ? 0.36 : 0.64)
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

type Props = { label: string; points: readonly Point[]; by: Desk['by']; to(point: Point): string }

/**
 * Bars sized in percent, so that nothing is measured. Each links to its orders. One tab stop; arrow keys move between
 * bars. The table has the same data.
 */
export function PremiumChart({ label, points, by, to }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [active, setActive] = useState<number | null>(null)
  const [stop, setStop] = useState(points.length - 1)
  const links = useRef<HTMLUListElement>(null)
  const axis = axisOf(Math.max(...points.map(({ premium }) => premium)))
  const top = axis.at(-1) ?? 1
  const bar = barShare(points.length)
  const today = shanghaiDay(Date.now())
  const every = Math.ceil(points.length / AXIS_MARKS[by])
  const shown = active === null ? undefined : points[active]
  const reachable = Math.min(stop, points.length - 1)

  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') setActive(null)
    const next =
      event.key === 'Home' ? 0 : event.key === 'End' ? points.length - 1 : reachable + (STEPS[event.key] ?? 0)
    if (next === reachable || next < 0 || next >= points.length) return
    event.preventDefault()
    setStop(next)
    links.current?.querySelectorAll('a')[next]?.focus()
  }

  return (
    <div className="relative pl-14">
      <div className="relative h-52 lg:h-64" onPointerLeave={() => setActive(null)}>
        <svg width="100%" height="100%" aria-hidden="true" className="block overflow-visible">
          {axis.map((mark) => (
            <line
              key={mark}
              x1="0"
              x2="100%"
              y1={`${100 - (mark / top) * 100}%`}
              y2={`${100 - (mark / top) * 100}%`}
              className={mark === 0 ? 'stroke-line-strong' : 'stroke-line'}
            />
          ))}
          {points.map(({ at, premium }, place) => {
            const height = (premium / top) * 100
            return (
              <rect
                key={at}
                x={`${((place + 0.5 - bar / 2) / points.length) * 100}%`}
                width={`${(bar / points.length) * 100}%`}
                y={`${100 - height}%`}
                height={`${height}%`}
                className={active === null || active === place ? 'fill-accent' : 'fill-accent opacity-45'}
              />
            )
          })}
        </svg>
        {axis.map((mark) => (
          <span
            key={mark}
            aria-hidden="true"
            className="tabular absolute right-full -mt-2.5 mr-2 text-small whitespace-nowrap text-muted"
            style={{ top: `${100 - (mark / top) * 100}%` }}
          >
            {axisWords(mark, language)}
          </span>
        ))}
        <ul
          ref={links}
          aria-label={`${label}${MARKS[language].comma}${t.keys}`}
          className="absolute inset-0 flex"
          onKeyDown={move}
          onBlur={() => setActive(null)}
        >
          {points.map((point, place) => (
            <li key={point.at} className="h-full min-w-0 flex-1">
              <Link
                to={to(point)}
                tabIndex={place === reachable ? 0 : -1}
                aria-label={t.pointOf(
                  pointWords(point.at, by, language, today),
                  yuan(point.premium),
                  point.issued,
                  point.ordered,
                )}
                className="block h-full -outline-offset-1 hover:bg-ink/4"
                onPointerEnter={() => setActive(place)}
                onFocus={() => {
                  setActive(place)
                  setStop(place)
                }}
              />
            </li>
          ))}
        </ul>
        {shown && active !== null && (
          <div
            aria-hidden="true"
            className="pointer-events-none absolute bottom-full z-10 mb-1 rounded border border-line bg-raised px-3 py-2 text-small whitespace-nowrap shadow-float"
            style={sideOf((active + 0.5) / points.length)}
          >
            <p className="text-muted">{pointWords(shown.at, by, language, today)}</p>
            <p className="tabular text-base font-semibold">{yuan(shown.premium)}</p>
            <p>{t.pointCounts(shown.issued, shown.ordered)}</p>
          </div>
        )}
      </div>
      <ul aria-hidden="true" className="flex h-6 pt-1.5">
        {points.map(({ at }, place) => (
          <li key={at} className="flex min-w-0 flex-1 justify-center text-small text-muted">
            {/* Counted from the end, so that today has a label. */}
            {(points.length - 1 - place) % every === 0 && (
              <span
                className={`tabular whitespace-nowrap ${(points.length - 1 - place) % (2 * every) === 0 ? '' : 'max-sm:hidden'}`}
              >
                {pointMark(at, by)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Beside its bar, kept inside the chart at both ends. */
const sideOf = (share: number) =>
  share < 0.5
    ? { left: `${Math.max(0, share - 0.08) * 100}%` }
    : { right: `${Math.max(0, 0.92 - share) * 100}%` }
