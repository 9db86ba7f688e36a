import * as z from 'zod/mini'

/** Why a file has no timestamp although an authority is set. */
export const TIMESTAMP_FAULT_WORDS = {
  unreachable: { zh: '连接不上时间戳机构', en: 'the authority could not be reached' },
  late: { zh: '时间戳机构没有及时答复', en: 'the authority did not answer in time' },
  refused: { zh: '时间戳机构拒绝了请求', en: 'the authority refused the request' },
  unusable: { zh: '时间戳机构的答复不能使用', en: 'the answer of the authority cannot be used' },
} as const
export type TimestampFault = keyof typeof TIMESTAMP_FAULT_WORDS

const FAULTS = Object.keys(TIMESTAMP_FAULT_WORDS) as [TimestampFault, ...TimestampFault[]]
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'invalid'))
const Words = z.object({ zh: z.string(), en: z.string() })

/**
 * A trusted timestamp (RFC 3161) of every byte before its line, whose SHA-256 is `sha256`. `token` is base64 of the
 * DER; `at` and `authority` repeat what it states.
 */
export const Stamped = z.object({ sha256: Sha256, at: z.string(), authority: z.string(), token: z.string() })
const Missing = z.object({ sha256: Sha256, authority: z.string(), missing: z.enum(FAULTS), words: Words })
export const EvidenceTimestamp = z.union([Stamped, Missing])
export type EvidenceTimestamp = z.infer<typeof EvidenceTimestamp>

const Line = z.object({ timestamp: EvidenceTimestamp })
const NEWLINE = 10

/**
 * The timestamp in the last line of a file's signed content, `malformed` if it cannot be read, and the bytes that it is
 * for; null if an authority was never asked.
 */
export function splitTimestamp(
  content: Uint8Array,
): { timestamp: EvidenceTimestamp | 'malformed'; stamped: Uint8Array } | null {
  const start = content.lastIndexOf(NEWLINE, content.length - 2) + 1
  const line = new TextDecoder().decode(content.subarray(start))
  if (!/^\s*\{\s*"timestamp"/.test(line)) return null
  const stamped = content.subarray(0, start)
  try {
    return { ...z.parse(Line, JSON.parse(line)), stamped }
  } catch {
    return { timestamp: 'malformed', stamped }
  }
}

/** The time of a file's timestamp. */
export function stampedAt(content: Uint8Array): string | undefined {
  const { timestamp } = splitTimestamp(content) ?? {}
  return timestamp && timestamp !== 'malformed' && 'at' in timestamp ? timestamp.at : undefined
}
