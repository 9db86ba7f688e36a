import { useEffect } from 'react'

const seen = (element: Element) => element.isConnected && element.checkVisibility()

/** The chain from an element up to the page. */
function roomsOf(element: Element | null): Element[] {
  const rooms: Element[] = []
  for (let room = element?.parentElement; room && room !== document.body; room = room.parentElement)
    rooms.push(room)
  return rooms
}

/** Focuses the first such element of the nearest room that shows one. */
export function focusFirst(selector: string, rooms: readonly Element[]): void {
  for (const room of rooms) {
    const next = [...room.querySelectorAll<HTMLElement>(selector)].find(seen)
    if (!next) continue
    next.tabIndex = -1
    return next.focus({ preventScroll: true })
  }
}

/**
 * Gives the focus to the nearest heading when the focused element disappears, as a pressed button does. Browsers give
 * it to the body, where keyboard and screen reader start again from the top.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let held: Element | null = null
    let rooms: Element[] = []
    let frame = 0
    const hold = ({ target }: FocusEvent) => {
      held = target as Element
      rooms = roomsOf(held)
    }
    const find = () => {
      const at = document.activeElement
      // A page that was still loading when it got the focus.
      if (at?.matches('main')) return focusFirst('h1', [at])
      if ((at && at !== document.body) || !held || (seen(held) && !held.matches(':disabled'))) return
      focusFirst('h1, h2, h3', rooms.filter(seen))
    }
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame)
      // After dialogs have returned the focus and effects have moved it.
      frame = requestAnimationFrame(() => setTimeout(find))
    })
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['open', 'disabled', 'hidden'],
    })
    document.addEventListener('focusin', hold)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', hold)
    }
  }, [])
}
