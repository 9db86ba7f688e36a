import * as z from 'zod/mini'

/**
 * A sale in the making, kept on the server so that it survives reload, another browser and a restart.
 * Its content is the form's own, unchecked; its `id` is the Idempotency-Key of the order it becomes.
 */
export const Draft = z.object({
  id: z.string(),
  /** Null while nothing was kept under this id. */
  content: z.nullable(z.looseObject({})),
  /** The order it became, if it did. */
  orderId: z.nullable(z.string()),
  /** Orders made of it that the platform refused: the next one needs another key. */
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
