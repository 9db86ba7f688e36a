import * as z from 'zod/mini'

/** The last four letters or digits of a document number; spaces around do not count. */
export const LastFour = z
  .string({ error: 'required' })
  .check(z.trim(), z.toUpperCase(), z.minLength(1, 'required'), z.regex(/^[0-9A-Z]{4}$/, 'last-four'))

/** What shows that it is the holder who asks. */
export const ProveHolder = z.object({ lastFour: LastFour })
