import { randomUUID } from 'node:crypto'
import { request } from 'undici'
import type { GatewayKeys, Settings } from '../settings.ts'
import { GatewayError, PlatformUnknown } from './errors.ts'
import { outbound, type OutboundProxy } from './outbound.ts'
import { type Envelope, seal } from './seal.ts'
import type { WireBody } from './sign.ts'

export type GatewaySettings = Settings['gateway'] & {
  url: string
  keys: GatewayKeys
  proxy?: OutboundProxy | null
}

/**
 * A raw answer, with the platform's clock minus ours by its `Date` header (ms, accurate to half a second).
 */
export type RawAnswer = { status: number; text: string; skewMs: number | null }

/** Sealed with its own nonce and timestamp, to be sent once and soon. */
export type Attempt = {
  /** ms since the epoch. */
  sealedAt: number
  /** Takes at most `ms`; throws PlatformUnknown when no answer comes. */
  send(ms: number): Promise<RawAnswer>
}

export type Post = {
  seal(path: string, body: WireBody): Promise<Attempt>
  /** Seals now and sends one attempt. */
  send(path: string, body: WireBody, ms: number): Promise<RawAnswer>
  close(): Promise<void>
}

const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/** Seals one body and sends it over HTTP; knows nothing of budget, retries or meaning. */
export function createPost(settings: GatewaySettings): Post {
  const agent = outbound(new URL(settings.url), settings.proxy, {
    connections: 64,
    keepAliveTimeout: 10_000,
    connect: { timeout: 3_000 },
  })
  const { keys, version, listSign, ip, body: form } = settings
  const type = form === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const attempt = async (path: string, body: WireBody): Promise<Attempt> => {
    const sealedAt = Date.now()
    const envelope = await seal(body, { ...keys, version, listSign, ip }, randomUUID(), sealedAt)
    return { sealedAt, send: (ms) => carry(path, envelope, ms) }
  }

  async function carry(path: string, envelope: Envelope, ms: number): Promise<RawAnswer> {
    const sentAt = Date.now()
    const signal = AbortSignal.timeout(ms)
    try {
      const answer = await request(settings.url + path, {
        method: 'POST',
        dispatcher: agent,
        signal,
        headers: { 'content-type': `${type}; charset=UTF-8`, accept: 'application/json' },
        body:
          form === 'form'
            ? new URLSearchParams({ ...envelope, timestamp: String(envelope.timestamp) }).toString()
            : JSON.stringify(envelope),
      })
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > MAX_ANSWER_BYTES) throw new PlatformUnknown('too-large')
        chunks.push(chunk)
      }
      return {
        status: answer.statusCode,
        text: Buffer.concat(chunks).toString('utf8'),
        skewMs: skewBy(String(answer.headers['date'] ?? ''), sentAt, Date.now()),
      }
    } catch (error) {
      if (error instanceof GatewayError) throw error
      throw new PlatformUnknown(signal.aborted ? 'timeout' : 'connection', error)
    }
  }

  return {
    seal: attempt,
    send: async (path, body, ms) => (await attempt(path, body)).send(ms),
    close: () => agent.close(),
  }
}

/**
 * The header counts whole seconds, so half a second is added; the answer was made between sending and
 * receiving.
 */
function skewBy(date: string, sentAt: number, receivedAt: number): number | null {
  const at = Date.parse(date)
  return Number.isNaN(at) ? null : at + 500 - (sentAt + receivedAt) / 2
}
