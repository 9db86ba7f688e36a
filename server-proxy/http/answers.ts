import * as z from 'zod/mini'

/** Answers other than JSON, for `schema.response`: sent unchanged and described. */
const Bytes = z.string().register(z.globalRegistry, { format: 'binary' })

/** 200 with a body of one of these content types. */
export const bytesAnswer = (...types: string[]) => ({
  200: { content: Object.fromEntries(types.map((type) => [type, { schema: Bytes }])) },
})

/** Browsers have no viewer for these. */
const SAVED = new Set(['application/ofd', 'application/xml'])

/** Content-Disposition of a file: shown if browsers can show its type, saved otherwise. */
export const fileNamed = (name: string, type: string) =>
  disposition(SAVED.has(type) ? 'attachment' : 'inline', name)

/** Content-Disposition of a file that is shown. */
export const inlineFile = (name: string) => disposition('inline', name)

/** The name is reduced to harmless characters, because codes come from elsewhere. */
const disposition = (how: 'inline' | 'attachment', name: string) =>
  `${how}; filename="${name.replace(/[^\w.-]/g, '_').slice(-100)}"`
