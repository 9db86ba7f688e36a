import { type RefObject, useEffect } from 'react'

/** Lifts an element above the on-screen keyboard where that covers the page instead of making it smaller (iOS). */
export function useKeyboardInset(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const follow = () => {
      const covered = window.innerHeight - view.height - view.offsetTop
      // Less than that is a toolbar; a page that was zoomed is not covered.
      const keyboard = view.scale <= 1.05 && covered > 120 ? covered : 0
      element.current?.style.setProperty('bottom', `${keyboard}px`)
    }
    view.addEventListener('resize', follow)
    view.addEventListener('scroll', follow)
    return () => {
      view.removeEventListener('resize', follow)
      view.removeEventListener('scroll', follow)
    }
  }, [element])
}
