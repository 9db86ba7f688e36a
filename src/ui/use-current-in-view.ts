import { useEffect, useRef } from 'react'

/** For a navigation that scrolls sideways on phones: keeps its current link in view, each time that changes. */
export function useCurrentInView(current: string | undefined) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current === undefined) return
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current])
  return nav
}
