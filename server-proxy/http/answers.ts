import * as z from 'zod/mini'

/** What a route answers besides JSON, for `schema.response`: it is sent as it is, and described. */
const Bytes = z.string().register(z.globalRegistry, { format: 'binary' })

/** 200 with a body of one of these content types. */
export const bytesAnswer = (...types: string[]) => ({
  200: { content: Object.fromEntries(types.map((type) => [type, { schema: Bytes }])) },
})

/** Shown by the browser under this name, of which only harmless characters stay: codes come from elsewhere. */
export const inlineFile = (name: string) => `inline; filename="${name.replace(/[^\w.-]/g, '_').slice(-100)}"`
