import { useEffect, useRef, useState } from 'react'

/** New screens start at the top. Returning restores the scroll position. */
export function useScreenTop(place: string, reading: boolean): boolean {
  const left = useRef(new Map<string, number>())
  const last = useRef(place)
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    const positions = left.current
    const keep = () => positions.set(place, window.scrollY)
    if (last.current !== place) {
      last.current = place
      setMoved(true)
      window.scrollTo(0, reading ? 0 : (positions.get(place) ?? 0))
    }
    addEventListener('scroll', keep, { passive: true })
    return () => removeEventListener('scroll', keep)
  }, [place, reading])
  return moved
}
