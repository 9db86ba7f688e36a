import { type MouseEvent, useEffect, useState } from 'react'

const PATIENCE_MS = 2_000

/**
 * A link out of the frame opens in the whole window; where the page around us does not let its frames move it, in a
 * new tab, by the very same press. A browser that refuses without a word is found out by our still being here: from
 * then on the link itself opens a tab.
 */
export function useLeaving(): {
  target: '_top' | '_blank'
  onLeave(press?: MouseEvent<HTMLAnchorElement>): void
} {
  const [leftAt, setLeftAt] = useState(0)
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    if (leftAt === 0) return
    const timer = setTimeout(() => setRefused(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [leftAt])
  return {
    target: refused ? '_blank' : '_top',
    onLeave(press) {
      setLeftAt(Date.now())
      if (!press || refused || press.ctrlKey || press.metaKey || press.shiftKey) return
      const { href } = press.currentTarget
      press.preventDefault()
      try {
        ;(window.top ?? window).location.href = href
      } catch {
        setRefused(true)
        window.open(href, '_blank', 'noreferrer')
      }
    },
  }
}
