const KEPT = 9
/** Skew that deserves a warning; the platform refuses five minutes. */
export const SKEW_WARNING_MS = 60_000
export const SKEW_FATAL_MS = 290_000

/** The platform's clock minus ours: the median of the last few answers, ms. */
export type SkewMeter = {
  note(skewMs: number | null): void
  ms(): number | null
}

export function createSkewMeter(): SkewMeter {
  const seen: number[] = []
  return {
    note(skewMs) {
      if (skewMs === null) return
      seen.push(skewMs)
      if (seen.length > KEPT) seen.shift()
    },
    ms() {
      const sorted = seen.toSorted((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? null
    },
  }
}
