import type { Draft } from '#contract/drafts.ts'
import type { FieldProblem } from '#contract/problem.ts'

type Detail = {
  /** Code whose sentences are more precise than the refusal's own. */
  cause?: string
  detail?: string
  fields?: Omit<FieldProblem, 'message'>[]
  retryAfterMs?: number
  /** The order or link that the sale already became. */
  orderId?: string
  linkId?: string
  batchId?: string
  /** The current draft, where the sent one is stale. */
  draft?: Draft
}

/** An intended refusal of a request; problems.ts makes the answer. `code` is one of contract/problems.ts. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly more: Detail

  constructor(status: number, code: string, more: Detail = {}) {
    super(code)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.more = more
  }
}

/** One refused field, as a 400. */
export function badField(field: string, code: string): Refusal {
  return new Refusal(400, 'invalid', { fields: [{ field, code }] })
}

export function notFound(): Refusal {
  return new Refusal(404, 'not-found')
}
