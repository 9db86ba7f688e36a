import type { ReactNode } from 'react'

/** Nothing here yet: one line, one action. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-14 text-center text-muted">
      <p>{children}</p>
      {action}
    </div>
  )
}
