import { type EvidenceTimestamp, TIMESTAMP_FAULT_WORDS } from '#contract/evidence-timestamp.ts'
import { readToken } from '../http/timestamp-token.ts'
import type { TimestampAuthority } from '../http/timestamps.ts'

/** The authority's timestamp of a SHA-256, or the words that say why there is none. */
export async function stampEvidence(
  authority: TimestampAuthority,
  digest: Buffer,
): Promise<EvidenceTimestamp> {
  const sha256 = digest.toString('hex')
  const stamp = await authority.stamp(digest)
  if ('missing' in stamp) {
    const { missing } = stamp
    return { sha256, authority: authority.host, missing, words: wordsOf(TIMESTAMP_FAULT_WORDS[missing]) }
  }
  const { token, at, authority: name } = stamp
  return { sha256, at: at.toISOString(), authority: name, token: token.toString('base64') }
}

const wordsOf = ({ zh, en }: { zh: string; en: string }) => ({
  zh: `没有时间戳：${zh}`,
  en: `No timestamp: ${en}`,
})

/** Whether the token of a file is for this SHA-256 (hex), and states the time and the name beside it. */
export function holdsTimestamp(
  { at, authority, token }: { at: string; authority: string; token: string },
  sha256: string,
): boolean {
  try {
    const stated = readToken(Buffer.from(token, 'base64'))
    return (
      stated.sha256 === sha256 &&
      stated.at.toISOString() === at &&
      (stated.authority === null || stated.authority === authority)
    )
  } catch {
    return false
  }
}
