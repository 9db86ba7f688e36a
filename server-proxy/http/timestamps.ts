import type { TimestampFault } from '#contract/evidence-timestamp.ts'
import type { OutboundProxy } from '../gateway/outbound.ts'
import { createEgress, EgressRefused } from './egress.ts'
import { grantedToken, readToken, timestampQuery } from './timestamp-token.ts'

/** A token (DER), and the time and the authority's name that it states. */
export type Stamp = { token: Buffer; at: Date; authority: string }

/** The timestamp authority (RFC 3161) of `TSA_URL`. */
export type TimestampAuthority = {
  host: string
  /** A timestamp of a SHA-256, or why there is none, within five seconds. */
  stamp(sha256: Buffer): Promise<Stamp | { missing: TimestampFault }>
  close(): Promise<void>
}

const MAX_MS = 5_000

export function createTimestamps(
  address: string,
  proxy: OutboundProxy | null,
  maxMs = MAX_MS,
): TimestampAuthority {
  const { origin, host } = new URL(address)
  // The operator chose this address alone, so it may be private or plain http. Redirects are not followed.
  const egress = createEgress((url) => (url.origin === origin ? 'named' : null), { proxy })
  return {
    host,
    async stamp(sha256) {
      const { query, nonce } = timestampQuery(sha256)
      let reply: { status: number; body: Buffer }
      try {
        reply = await egress.send(address, {
          method: 'POST',
          headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
          body: query,
          maxMs,
        })
      } catch (error) {
        return { missing: faultOf(error) }
      }
      if (reply.status !== 200) return { missing: 'refused' }
      try {
        const token = grantedToken(reply.body)
        if (!token) return { missing: 'refused' }
        const stated = readToken(token)
        if (stated.sha256 !== sha256.toString('hex') || stated.nonce !== nonce) return { missing: 'unusable' }
        return { token, at: stated.at, authority: stated.authority ?? host }
      } catch {
        return { missing: 'unusable' }
      }
    },
    close: () => egress.close(),
  }
}

function faultOf(error: unknown): TimestampFault {
  if (error instanceof EgressRefused) return 'unusable'
  return error instanceof Error && /Timeout/.test(error.name) ? 'late' : 'unreachable'
}
