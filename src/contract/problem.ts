import * as z from 'zod/mini'

/** A rejected field. `field` is a path such as `insured.3.cardNo`. */
export const FieldProblem = z.object({ field: z.string(), code: z.string(), message: z.string() })
export type FieldProblem = z.infer<typeof FieldProblem>

/**
 * `application/problem+json`, the shape of every error.
 * `code` is one of ours (below), or the platform's own (`3000`) if the platform rejected the request.
 */
export const Problem = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.optional(z.string()),
  fields: z.optional(z.array(FieldProblem)),
  requestId: z.optional(z.string()),
  /** Of the Partner API: the page that explains the code. */
  documentation_url: z.optional(z.string()),
  /** The order or link that the sale already became. */
  orderId: z.optional(z.string()),
  linkId: z.optional(z.string()),
  batchId: z.optional(z.string()),
  /** The current draft, where the sent one is stale. */
  draft: z.optional(z.unknown()),
})
export type Problem = z.infer<typeof Problem>
