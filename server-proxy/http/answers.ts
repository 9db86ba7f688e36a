import * as z from 'zod/mini'

/** Answers besides JSON, for `schema.response`: sent unchanged and described. */
const Bytes = z.string().register(z.globalRegistry, { format: 'binary' })

/** 200 with a body of one of these content types. */
export const bytesAnswer = (...types: string[]) => ({
  200: { content: Object.fromEntries(types.map((type) => [type, { schema: Bytes }])) },
})

/**
 * Content-Disposition for inline display, reduced to harmless characters because codes come from elsewhere.
 */
export const inlineFile = (name: string) => `inline; filename="${name.replace(/[^\w.-]/g, '_').slice(-100)}"`
