import type { MeasuredClock } from '../contract/trail.ts'

/** Two clocks of the device that differ by more than this since the measurement: somebody set one of them. */
const STEP_MS = 500
/** Half of the longest round trip that measures anything: a device that slept meanwhile takes longer. */
const MOST_WITHIN_MS = 15_000

let best: (MeasuredClock & { within: number; base: number }) | undefined

const base = () => Date.now() - performance.now()

/**
 * Measures how far this device's clock is behind the portal's, by an answer that says when its request arrived. The
 * truth lies within half the round trip of its middle, so the fastest answer counts.
 */
export function measureClock(arrived: number, sent: number, received: number): void {
  const within = Math.ceil((received - sent) / 2)
  if (!Number.isFinite(arrived) || within < 0 || within > MOST_WITHIN_MS) return
  if (deviceClock() && best && best.within <= within) return
  best = { offset: Math.round(arrived - (sent + received) / 2), within, base: base() }
}

/** The best measurement; undefined before the first, and after the device's clock was set. */
export function deviceClock(): MeasuredClock | undefined {
  if (!best || Math.abs(base() - best.base) > STEP_MS) return undefined
  return { offset: best.offset, within: best.within }
}
