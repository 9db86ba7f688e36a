import type { MouseEvent, ReactNode } from 'react'
import { Link } from 'react-router'

const ROW = 'block w-full rounded px-3 py-1.5 text-left hover:bg-sunken aria-disabled:text-muted'

/** Closes the menu around a pressed row. */
function close(event: MouseEvent<HTMLElement>): void {
  const menu = event.currentTarget.closest('details')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}

/** A row of a menu. An action that is not possible shows the reason. */
export function MenuItem({
  why = null,
  busy = false,
  onPress,
  children,
}: {
  why?: string | null
  busy?: boolean
  onPress(): void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={ROW}
      {...((why !== null || busy) && { 'aria-disabled': true })}
      onClick={(event) => {
        if (why !== null || busy) return
        close(event)
        onPress()
      }}
    >
      {children}
      {why !== null && <span className="block max-w-60 text-small text-muted">{why}</span>}
    </button>
  )
}

export function MenuLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={ROW} onClick={close}>
      {children}
    </Link>
  )
}
