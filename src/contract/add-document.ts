import * as z from 'zod/mini'
import { FileHash } from './kept-file.ts'
import { optionalText, text } from './people.ts'
import { DOCUMENT_KINDS } from './products.ts'

/** https; with the sandbox also http on this machine. */
const ADDRESS = /^(https:\/\/[^\s/]+\.\S+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/\S*)$/

/**
 * A document or a new version of one: text, an uploaded PDF, or the address of a PDF, which the portal fetches and keeps.
 * With `confirmed` the address alone is kept when the PDF cannot be fetched.
 */
export const AddDocument = z
  .object({
    kind: z.enum(DOCUMENT_KINDS, { error: 'required' }),
    title: text(80),
    version: text(32),
    content: optionalText(100_000),
    url: z.optional(
      z.string().check(
        z.trim(),
        z.refine((value) => value === '' || ADDRESS.test(value), 'https-url'),
        z.maxLength(500, 'too-long-500'),
      ),
    ),
    file: z.optional(FileHash),
    confirmed: z.optional(z.boolean()),
    replaces: z.optional(z.string().check(z.regex(/^[0-9a-f-]{36}$/, 'document-unknown'))),
  })
  .check(
    z.superRefine((document, context) => {
      if (!document.content && !document.url && !document.file)
        context.addIssue({ code: 'custom', path: ['content'], message: 'required', input: document })
    }),
  )
export type AddDocument = z.infer<typeof AddDocument>
