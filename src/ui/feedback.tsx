import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral'

const BANNER: Record<Tone, string> = {
  good: 'bg-good-soft text-good border-good',
  warn: 'bg-warn-soft text-warn border-warn',
  bad: 'bg-bad-soft text-bad border-bad',
  info: 'bg-info-soft text-info border-info',
  neutral: 'bg-sunken text-ink border-line-strong',
}

/** A banner. `bad` is an assertive live region. */
export function Banner({
  tone,
  title,
  children,
  action,
}: {
  tone: Tone
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded border-l-3 px-3 py-2 ${BANNER[tone]}`}
    >
      <div className="min-w-0 flex-1 basis-60">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
      </div>
      {action}
    </div>
  )
}

/** A skeleton, hidden for the first 200 ms. */
export function Skeleton({ rows = 5, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="late">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line">
          <div className="h-3 w-1/4 rounded bg-line" />
          <div className="h-3 w-1/3 rounded bg-line" />
          <div className="ml-auto h-3 w-16 rounded bg-line" />
        </div>
      ))}
    </div>
  )
}
