import * as z from 'zod/mini'

/** Answers other than JSON, for `schema.response`: sent unchanged and described. */
const Bytes = z.string().register(z.globalRegistry, { format: 'binary' })

/** 200 with a body of one of these content types. */
export const bytesAnswer = (...types: string[]) => ({
  200: { content: Object.fromEntries(types.map((type) => [type, { schema: Bytes }])) },
})

/** Content-Disposition: what browsers have no viewer for is saved. */
const SAVED = new Set(['application/ofd', 'application/xml'])
export const fileNamed = (name: string, type: string) =>
  SAVED.has(type) ? inlineFile(name).replace('inline', 'attachment') : inlineFile(name)

/**
 * Content-Disposition for inline display, reduced to harmless characters because codes come from elsewhere.
 */
export const inlineFile = (name: string) => `inline; filename="${name.replace(/[^\w.-]/g, '_').slice(-100)}"`
