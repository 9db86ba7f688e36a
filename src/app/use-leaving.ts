import { type MouseEvent, useEffect, useState } from 'react'
import type { FrameEvent } from '../contract/embed.ts'

const PATIENCE_MS = 2_000

/** Opens a tab without an opener. Returns false if the browser or sandbox blocks it. */
function openTab(href: string): boolean {
  const tab = window.open(href, '_blank')
  if (tab) tab.opener = null
  return tab !== null
}

/**
 * A link out of the frame opens in the whole window or, if the host page forbids top navigation, in a new tab from the
 * same press. A silent refusal is detected because this page is still there; later presses then open a tab. If both are
 * blocked, `stuck` is true and the host page is notified.
 */
export function useLeaving(send: (event: FrameEvent) => void): {
  target: '_top' | '_blank'
  stuck: boolean
  /** For links that open a tab. */
  onTab(press: MouseEvent<HTMLAnchorElement>): void
  /** `before` runs first and must finish quickly, so that the browser still counts the same user activation. */
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
