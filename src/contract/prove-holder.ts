import * as z from 'zod/mini'

/** The last four letters or digits of an ID number, trimmed. */
export const LastFour = z
  .string({ error: 'required' })
  .check(z.trim(), z.toUpperCase(), z.minLength(1, 'required'), z.regex(/^[0-9A-Z]{4}$/, 'last-four'))

/** Proof that the holder is asking. */
export const ProveHolder = z.object({ lastFour: LastFour })
