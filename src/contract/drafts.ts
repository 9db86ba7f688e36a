import * as z from 'zod/mini'

const nullableText = z.nullable(z.string())

/**
 * A draft sale, kept on the server so that it survives reloads, other browsers and restarts. Its content is the raw
 * form. Its `id` is the Idempotency-Key of its order or link.
 */
export const Draft = z.object({
  id: z.string(),
  /** Counts saves; 0 if none is saved under this id. */
  version: z.number(),
  /** Null if no draft is saved under this id. */
  content: z.nullable(z.looseObject({})),
  /** The order placed from it, if any. */
  orderId: nullableText,
  /** The link that it was handed over with, if any. */
  linkId: nullableText,
  /** The split sale that it was placed as, if any. */
  batchId: nullableText,
  /** Number of orders that the platform rejected and links that were revoked. The next attempt needs a new key. */
  refusals: z.number(),
})
export type Draft = z.infer<typeof Draft>

/** `version` is the one that was read; absent: a new draft. */
export const SaveDraft = z.object({
  version: z.optional(
    z.number().check(z.int('invalid'), z.gte(0, 'invalid'), z.lte(2_147_483_646, 'invalid')),
  ),
  content: z.looseObject({}),
})
export type SaveDraft = z.infer<typeof SaveDraft>

export const SavedDraft = z.object({ version: z.number() })

const text = z.catch(
  z.pipe(
    z.string(),
    z.transform((value) => value.slice(0, 100)),
  ),
  '',
)
const Named = z.catch(z.object({ name: text }), { name: '' })

const AsSaved = z.object({
  productCode: text,
  groupNo: text,
  holder: Named,
  insured: z.catch(z.array(Named), []),
})

/** The parts of a draft that lists show. */
export type DraftSummary = { productCode: string; groupNo: string; holder: string; people: number }

/** Reads it from a draft's content of any version. `people`: with a name. */
export function summaryOfDraft(content: unknown): DraftSummary {
  const { productCode, groupNo, holder, insured } = z.parse(AsSaved, content)
  const named = insured.filter(({ name }) => name)
  return { productCode, groupNo, holder: holder.name || (named[0]?.name ?? ''), people: named.length }
}

export const DraftList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      productCode: z.string(),
      productName: nullableText,
      holder: z.string(),
      people: z.number(),
      groupNo: z.string(),
      unreadable: z.boolean(),
      updatedAt: z.string(),
    }),
  ),
  nextCursor: nullableText,
})
export type DraftList = z.infer<typeof DraftList>
