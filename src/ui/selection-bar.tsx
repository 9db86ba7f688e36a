import type { ReactNode } from 'react'
import { Button } from './button.tsx'

/** The selection and its actions, at the bottom of a list. */
export function SelectionBar({
  words,
  sum,
  hint,
  clear,
  onClear,
  children,
}: {
  words: string
  sum?: string
  hint?: string
  clear: string
  onClear(): void
  children: ReactNode
}) {
  return (
    <div
      role="status"
      className="sticky bottom-0 z-5 -mx-3 flex flex-wrap items-center gap-2 border-t border-line bg-raised px-3 py-2 shadow-float max-md:bottom-14 forced-colors:border-t-2"
    >
      <span className="mr-2" title={hint}>
        <strong>{words}</strong>
        {sum && <span className="tabular text-muted"> {sum}</span>}
      </span>
      {children}
      <Button look="quiet" onClick={onClear}>
        {clear}
      </Button>
    </div>
  )
}
