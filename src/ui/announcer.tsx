import { useSyncExternalStore } from 'react'

let said = ''
let turn = 0
const listeners = new Set<() => void>()

/** Announces changes to screen readers, through the page's one live region. */
export function announce(words: string): void {
  // The same words twice are said twice.
  turn++
  said = words + (turn % 2 === 0 ? '\u00a0' : '')
  for (const listener of listeners) listener()
}

/** Moves the focus to the result of an act, which is marked with `data-result`. */
export function focusResult(words?: string): void {
  requestAnimationFrame(() => {
    const result = document.querySelector<HTMLElement>('[data-result]')
    result?.focus({ preventScroll: true })
    result?.scrollIntoView({ block: 'nearest' })
  })
  if (words) announce(words)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The live region. A shell mounts it once. */
export function Announcer() {
  const words = useSyncExternalStore(subscribe, () => said)
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {words}
    </div>
  )
}
