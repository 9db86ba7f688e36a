import type { Taken } from './envelope.ts'
import type { InterfaceName } from './fields.ts'

/** One call, taken apart. */
export type LoggedCall = Taken & {
  id: number
  /** ms since the epoch. */
  at: number
  interface: InterfaceName
  ms: number
  fault: string | null
  code: string
  message: string
  /** The JSON that was answered, or would have been. */
  answer: string
}

const KEPT = 1_000

/** The newest calls, newest first; in memory alone. */
export class CallLog {
  readonly #calls: LoggedCall[] = []
  #last = 0

  add(call: Omit<LoggedCall, 'id'>): void {
    this.#calls.unshift({ ...call, id: ++this.#last })
    if (this.#calls.length > KEPT) this.#calls.pop()
  }

  list(name?: string): readonly LoggedCall[] {
    return name ? this.#calls.filter((call) => call.interface === name) : this.#calls
  }

  find(id: number): LoggedCall | null {
    return this.#calls.find((call) => call.id === id) ?? null
  }

  /** Calls since the start, kept or not. */
  get count(): number {
    return this.#last
  }

  /** Answers how many went. */
  clear(): number {
    return this.#calls.splice(0).length
  }
}
