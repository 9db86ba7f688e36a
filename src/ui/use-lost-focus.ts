import { useEffect } from 'react'

const seen = (element: Element) => element.isConnected && element.checkVisibility()

/** The ancestors of an element, nearest first, without the body. */
function ancestorsOf(element: Element | null): Element[] {
  const ancestors: Element[] = []
  for (let one = element?.parentElement; one && one !== document.body; one = one.parentElement)
    ancestors.push(one)
  return ancestors
}

/** Focuses the first visible match in the first of `containers` that has one. */
export function focusFirst(selector: string, containers: readonly Element[]): void {
  for (const container of containers) {
    const next = [...container.querySelectorAll<HTMLElement>(selector)].find(seen)
    if (!next) continue
    next.tabIndex = -1
    return next.focus({ preventScroll: true })
  }
}

/**
 * Moves the focus to the nearest heading when the focused element is removed, hidden or disabled. By default it falls to
 * the body, and keyboard users start again at the top of the page.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let held: Element | null = null
    let ancestors: Element[] = []
    let frame = 0
    const hold = ({ target }: FocusEvent) => {
      held = target as Element
      ancestors = ancestorsOf(held)
    }
    const find = () => {
      const at = document.activeElement
      // Navigation focused the page before its heading was there.
      if (at?.matches('main')) return focusFirst('h1', [at])
      if ((at && at !== document.body) || !held || (seen(held) && !held.matches(':disabled'))) return
      focusFirst('h1, h2, h3', ancestors.filter(seen))
    }
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame)
      // Runs after dialogs return the focus and effects move it.
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
