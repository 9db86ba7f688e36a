const KEPT = 9

/** The platform's clock against ours, from the `Date` headers of its answers: the median of the last few, ms. */
export type SkewMeter = {
  /** `date` is the header; the answer was made somewhere between `sentAt` and `receivedAt` (ms). */
  note(date: string | undefined, sentAt: number, receivedAt: number): void
  ms(): number | null
}

export function createSkewMeter(): SkewMeter {
  const seen: number[] = []
  return {
    note(date, sentAt, receivedAt) {
      const at = Date.parse(date ?? '')
      if (Number.isNaN(at)) return
      // The header counts whole seconds: half of one is the best guess.
      seen.push(at + 500 - (sentAt + receivedAt) / 2)
      if (seen.length > KEPT) seen.shift()
    },
    ms() {
      const sorted = seen.toSorted((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? null
    },
  }
}
