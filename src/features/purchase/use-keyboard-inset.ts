import { type RefObject, useEffect } from 'react'

/** Lifts an element above the on-screen keyboard on iOS, where it covers the page instead of resizing it. */
export function useKeyboardInset(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const follow = () => {
      const covered = window.innerHeight - view.height - view.offsetTop
      // Smaller insets are toolbars. Zoomed pages are not covered.
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
