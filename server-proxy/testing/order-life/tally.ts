/** Counts events, because lives with few events prove nothing. */
export class Tally {
  readonly #counts = new Map<string, number>()

  add(what: string, times = 1): void {
    this.#counts.set(what, this.count(what) + times)
  }

  count(what: string): number {
    return this.#counts.get(what) ?? 0
  }

  /** The events that happened less often than `shares` of `lives`, as messages. */
  missing(shares: Record<string, number>, lives: number): string[] {
    return Object.entries(shares).flatMap(([what, share]) => {
      // A short run falls short by chance: two standard deviations are allowed.
      const wanted = Math.floor(share * lives - 2 * Math.sqrt(share * lives))
      return this.count(what) < wanted ? [`${what}: ${this.count(what)}, wanted ${wanted}`] : []
    })
  }

  toString(): string {
    return [...this.#counts]
      .toSorted()
      .map(([what, count]) => `${what}: ${count}`)
      .join('\n')
  }
}
