import { useEffect, useState } from 'react'

const PATIENCE_MS = 2_000

/**
 * Where a link out of the frame opens: in the whole window, or, when that was pressed and we are still here, in a new
 * tab: the page around us does not let its frames move it, and nothing else tells so.
 */
export function useLeaving(): { target: '_top' | '_blank'; left(): void } {
  const [leftAt, setLeftAt] = useState(0)
  const [refused, setRefused] = useState(false)
  useEffect(() => {
    if (leftAt === 0) return
    const timer = setTimeout(() => setRefused(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [leftAt])
  return { target: refused ? '_blank' : '_top', left: () => setLeftAt(Date.now()) }
}
