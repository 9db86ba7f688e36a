import type { ReactNode } from 'react'
import type { Tone } from './feedback.tsx'

const DOT: Record<Tone, string> = {
  good: 'bg-good',
  warn: 'bg-warn rounded-none rotate-45',
  bad: 'bg-bad rounded-none',
  info: 'bg-transparent border-2 border-info',
  neutral: 'bg-transparent border-2 border-line-strong',
}

/** Status as dot and word. Shapes differ too, so that colour is not the only cue. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span
        className={`size-2 shrink-0 rounded-full forced-color-adjust-none ${DOT[tone]}`}
        aria-hidden="true"
      />
      {children}
    </span>
  )
}
