import { type RefObject, useEffect, useLayoutEffect } from 'react'
import type { EmbedLook, FrameEvent } from '../../contract/embed.ts'
import type { PartnerTheme } from '../../contract/partners.ts'
import { accentTokens } from '../../lib/accent.ts'

const SHRINK_MS = 200

/** Applies the partner's theme, then the page's overrides. Light unless the page asks for dark or auto. */
export function useEmbedTheme(theme: PartnerTheme | undefined, { scheme, ...look }: EmbedLook): void {
  const asked = { accent: look.accent ?? '', radius: look.radius ?? '' }
  const accent = /^#[0-9a-f]{6}$/i.test(asked.accent) ? asked.accent : (theme?.accent ?? null)
  const radius = /^(\d|1[0-6])$/.test(asked.radius) ? Number(asked.radius) : (theme?.radius ?? null)
  useLayoutEffect(() => {
    const root = document.documentElement
    if (scheme === 'auto') delete root.dataset['theme']
    else root.dataset['theme'] = scheme === 'dark' ? 'dark' : 'light'
    if (radius !== null) root.style.setProperty('--radius-base', `${radius}px`)
    let worn: string[] = []
    const wear = () => {
      if (!accent) return
      const style = getComputedStyle(root)
      const of = (name: string) => style.getPropertyValue(name).trim()
      const tokens = accentTokens(accent, of('--paper'), of('--ink'))
      worn = Object.keys(tokens)
      for (const [name, value] of Object.entries(tokens)) root.style.setProperty(name, value)
    }
    wear()
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', wear)
    return () => {
      dark.removeEventListener('change', wear)
      for (const name of ['--radius-base', ...worn]) root.style.removeProperty(name)
    }
  }, [scheme, accent, radius])
}

/**
 * Reports the content height. Growth is reported immediately, shrinking after a delay, so that the page does not jump
 * between screens.
 */
export function useReportedHeight(
  content: RefObject<HTMLElement | null>,
  send: ((event: FrameEvent) => void) | undefined,
): void {
  useEffect(() => {
    const element = content.current
    if (!element || !send) return
    let told = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const height = Math.ceil(element.getBoundingClientRect().height)
      clearTimeout(timer)
      if (height === told || height === 0) return
      const now = () => {
        told = height
        send({ type: 'resize', height })
      }
      if (height > told) now()
      else timer = setTimeout(now, SHRINK_MS)
    }
    const observer = new ResizeObserver(tell)
    observer.observe(element)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [content, send])
}

/** Escape closes the surrounding pop-up, unless a dialog inside the frame is open. */
export function useEscape(send: ((event: FrameEvent) => void) | undefined): void {
  useEffect(() => {
    if (!send) return
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        send({ type: 'close' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [send])
}
