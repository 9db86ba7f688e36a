import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import { messages } from './messages.ts'
import type { SkippedLines } from './read-people.ts'

/** Skipped lines. Each can be used as a person. */
export function SkippedList({
  skipped,
  size,
  onClaim,
}: {
  skipped: readonly SkippedLines[]
  size: 'normal' | 'large'
  onClaim(one: SkippedLines): void
}) {
  const t = useText(messages)
  return (
    <details open={skipped.length <= 5}>
      <summary className="cursor-pointer py-2 text-muted">{t.skipped(skipped.length)}</summary>
      <ul data-personal="" className="divide-y divide-line border-y border-line">
        {skipped.map((one) => (
          <li key={one.line} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <span className="text-small text-muted tabular">
              {t.lines(one.line, one.lines.at(-1) ?? one.line)}
            </span>
            <span className="min-w-0 flex-1 basis-24 wrap-anywhere">{one.text}</span>
            <Button size={size} look="quiet" onClick={() => onClaim(one)}>
              {t.isPerson}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
