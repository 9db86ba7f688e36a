import * as z from 'zod/mini'

/** Maximum size of an uploaded file in bytes. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024

/** An uploaded file. `file` is the SHA-256 of its content in hex. */
export const KeptFile = z.object({ file: z.string() })

export const FileHash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'invalid'))
