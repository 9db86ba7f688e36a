import type { Taken } from './envelope.ts'
import type { InterfaceName } from './fields.ts'

/** One logged call with its parts. */
export type LoggedCall = Taken & {
  id: number
  /** ms since the epoch. */
  at: number
  interface: InterfaceName
  ms: number
  fault: string | null
  /** The platform did what was asked, regardless of its answer. */
  acted: boolean
  code: string
  message: string
  /** The JSON that was or would have been answered. */
  answer: string
}

/** The newest calls first; in memory only. */
export class CallLog {
  readonly #kept: number
  readonly #calls: LoggedCall[] = []
  #last = 0

  constructor(kept = 1_000) {
    this.#kept = kept
  }

  add(call: Omit<LoggedCall, 'id'>): void {
    this.#calls.unshift({ ...call, id: ++this.#last })
    if (this.#calls.length > this.#kept) this.#calls.pop()
  }

  list(name?: string): readonly LoggedCall[] {
    return name ? this.#calls.filter((call) => call.interface === name) : this.#calls
  }

  find(id: number): LoggedCall | null {
    return this.#calls.find((call) => call.id === id) ?? null
  }

  /** All calls since the start, including forgotten ones. */
  get count(): number {
    return this.#last
  }

  /** Returns how many were removed. */
  clear(): number {
    return this.#calls.splice(0).length
  }
}
