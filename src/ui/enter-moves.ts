import type { KeyboardEvent } from 'react'

/**
 * Enter moves to the next field, for forms whose submit cannot be undone. Ctrl+Enter or ⌘Enter submits. Apart from
 * `Form`, because the first page of a purchase does not need it.
 */
export function enterMoves(event: KeyboardEvent<HTMLElement>): void {
  const at = event.target as HTMLInputElement
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !at.matches('input, select')) return
  event.preventDefault()
  if (event.ctrlKey || event.metaKey) return at.form?.requestSubmit()
  const fields = [...(at.form?.querySelectorAll<HTMLElement>('input, select, textarea') ?? [])].filter(
    (field) => field === at || (field.matches(':enabled') && field.checkVisibility()),
  )
  fields[fields.indexOf(at) + 1]?.focus()
}
