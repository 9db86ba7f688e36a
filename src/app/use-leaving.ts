import { type MouseEvent, useEffect, useState } from 'react'
import type { FrameEvent } from '../contract/embed.ts'

const PATIENCE_MS = 2_000

/** False where neither browser nor sandbox lets a tab open. What opens knows nothing of us. */
function openTab(href: string): boolean {
  const tab = window.open(href, '_blank')
  if (tab) tab.opener = null
  return tab !== null
}

/**
 * A link out of the frame opens in the whole window; where the page around us does not let its frames move it, in a
 * new tab, by the very same press. A browser that refuses without a word is found out by our still being here: from
 * then on the link opens a tab. Where neither is allowed `stuck` says so, and the page around is told: no press will ever lead anywhere.
 */
export function useLeaving(send: (event: FrameEvent) => void): {
  target: '_top' | '_blank'
  stuck: boolean
  /** For a link that is to open a tab. */
  onTab(press: MouseEvent<HTMLAnchorElement>): void
  /** `before` does what has to be done first, and goes on shortly: the browser still takes it for the same press. */
  onLeave(press?: MouseEvent<HTMLAnchorElement>, before?: (goOn: () => void) => void): void
} {
  const [leftAt, setLeftAt] = useState(0)
  const [refused, setRefused] = useState(false)
  const [stuck, setStuck] = useState(false)
  useEffect(() => {
    if (leftAt === 0) return
    const timer = setTimeout(() => setRefused(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [leftAt])
  useEffect(() => {
    if (stuck) send({ type: 'error', code: 'navigation-blocked' })
  }, [stuck, send])
  return {
    target: refused ? '_blank' : '_top',
    stuck,
    onTab(press) {
      press.preventDefault()
      setStuck(!openTab(press.currentTarget.href))
    },
    onLeave(press, before = (goOn) => goOn()) {
      if (!press || press.ctrlKey || press.metaKey || press.shiftKey)
        return before(() => setLeftAt(Date.now()))
      const { href } = press.currentTarget
      press.preventDefault()
      if (refused) {
        setStuck(!openTab(href))
        return before(() => {})
      }
      before(() => {
        setLeftAt(Date.now())
        try {
          ;(window.top ?? window).location.href = href
        } catch {
          setRefused(true)
          setStuck(!openTab(href))
        }
      })
    },
  }
}
