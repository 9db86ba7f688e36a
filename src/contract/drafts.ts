import * as z from 'zod/mini'

/**
 * A draft sale, kept on the server so that it survives reloads, other browsers and restarts. Its content is the raw
 * form. Its `id` is the order's Idempotency-Key.
 */
export const Draft = z.object({
  id: z.string(),
  /** Null if no draft is saved under this id. */
  content: z.nullable(z.looseObject({})),
  /** The order placed from it, if any. */
  orderId: z.nullable(z.string()),
  /** Number of orders rejected by the platform. The next attempt needs a new key. */
  refusals: z.number(),
})
export type Draft = z.infer<typeof Draft>

export const SaveDraft = z.object({ content: z.looseObject({}) })
export type SaveDraft = z.infer<typeof SaveDraft>

export const DraftList = z.object({
  items: z.array(
    z.object({ id: z.string(), title: z.string(), unreadable: z.boolean(), updatedAt: z.string() }),
  ),
  nextCursor: z.nullable(z.string()),
})
export type DraftList = z.infer<typeof DraftList>
