import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'
import { isProxied, type OutboundProxy, viaProxy } from '../gateway/outbound.ts'
import { isPrivateAddress } from './private-address.ts'
import { assertNoTransaction } from '../store/open-transaction.ts'
import { allowTime } from './deadline.ts'

/**
 * `public`: https to public addresses only, checked after resolution. `named`: an operator configured this
 * host, so private addresses and plain http are allowed. null: not allowed.
 */
export type Reach = 'public' | 'named' | null
/** Decides how a parsed http(s) address without credentials may be reached. */
export type Rule = (url: URL) => Reach

export type Outgoing = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Buffer
  /** Redirects to follow, each under the same rule. Default 0: a redirect is returned like any answer. */
  redirects?: number
  /** Limit of the answer's body; default 64 kB. */
  maxBytes?: number
  /** From the first look-up to the last byte; default 10 s. */
  maxMs?: number
}
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }

/** All outgoing requests except those to the platform's gateway (SSRF protection). */
export type Egress = {
  /**
   * Throws EgressRefused when the address or a redirect target is not allowed, or the answer is too large.
   */
  send(url: string, outgoing?: Outgoing): Promise<Answer>
  close(): Promise<void>
}

/** Refused or cut off on purpose; `reason` is safe for logs and admins. */
export class EgressRefused extends Error {
  override name = 'EgressRefused'
}

const CONNECT_MS = 5_000
const MAX_MS = 10_000
const MAX_BYTES = 64 * 1024

/**
 * Any public https address, and the hosts in `named` (`host` or `host:port`), which may be private and plain
 * http.
 */
export function publicOnly(named: string[] = []): Rule {
  const hosts = new Set(named)
  return (url) => {
    if (hosts.has(url.host) || hosts.has(url.hostname)) return 'named'
    return url.protocol === 'https:' ? 'public' : null
  }
}

/** The fault of an address, for forms. Found without a DNS look-up; null if there is none. */
export function faultOf(address: string, rule: Rule): 'address' | 'not-https' | 'private' | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return 'address'
  const reach = rule(url)
  if (!reach) return url.protocol === 'https:' ? 'address' : 'not-https'
  return reach === 'public' && isPrivateLiteral(url) ? 'private' : null
}

/**
 * `lookup` is the system's resolver. Each connection resolves once and connects to the checked address.
 * Prevents DNS rebinding.
 */
export function createEgress(
  rule: Rule,
  {
    lookup = systemLookup,
    proxy = null,
  }: { lookup?: typeof systemLookup; proxy?: OutboundProxy | null } = {},
): Egress {
  const guarded: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const found = addresses?.filter(({ address }) => !isPrivateAddress(address)) ?? []
      const first = found[0]
      if (error || !first) return callback(error ?? new EgressRefused('private address'), '', 4)
      if (options.all) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
  const agents = {
    named: new Agent({ connect: { timeout: CONNECT_MS } }),
    public: new Agent({ connect: { timeout: CONNECT_MS, lookup: guarded } }),
  }
  const throughProxy = proxy && viaProxy(proxy, {})

  /** Through a proxy the name is resolved and checked here too, and the proxy is asked for that address. */
  async function proxied(url: URL, reach: Reach): Promise<{ to: URL; host: string }> {
    if (reach === 'named' || isIP(url.hostname.replace(/^\[|\]$/g, ''))) return { to: url, host: url.host }
    const address = await new Promise<string>((resolve, reject) => {
      guarded(url.hostname, { family: 0 }, (error, found) =>
        error ? reject(error) : resolve(typeof found === 'string' ? found : (found[0]?.address ?? '')),
      )
    })
    const to = new URL(url)
    to.hostname = isIP(address) === 6 ? `[${address}]` : address
    return { to, host: url.host }
  }

  function target(address: string, base?: URL): { url: URL; reach: 'public' | 'named' } {
    if (!URL.canParse(address, base?.href)) throw new EgressRefused('address not allowed')
    const url = new URL(address, base)
    const reach = /^https?:$/.test(url.protocol) && !url.username && !url.password ? rule(url) : null
    if (!reach) throw new EgressRefused('address not allowed')
    // A literal address needs no resolver.
    if (reach === 'public' && (url.protocol !== 'https:' || isPrivateLiteral(url)))
      throw new EgressRefused(url.protocol === 'https:' ? 'private address' : 'not https')
    return { url, reach }
  }

  async function ask(
    url: URL,
    reach: 'public' | 'named',
    {
      headers,
      ...rest
    }: {
      signal: AbortSignal
      method: 'GET' | 'POST'
      headers: Record<string, string>
      body: string | Buffer | null
    },
  ): Promise<Dispatcher.ResponseData> {
    if (!throughProxy || !isProxied(url, proxy))
      return request(url, { dispatcher: agents[reach], headers, ...rest })
    const { to, host } = await proxied(url, reach)
    return request(to, { dispatcher: throughProxy, headers: { ...headers, host }, ...rest })
  }

  return {
    async send(address, { redirects = 0, maxBytes = MAX_BYTES, maxMs = MAX_MS, ...outgoing } = {}) {
      assertNoTransaction('another machine')
      allowTime(maxMs + 1_000)
      const signal = AbortSignal.timeout(maxMs)
      const { method = 'GET', headers = {}, body = null } = outgoing
      let { url, reach } = target(address)
      for (let hop = 0; ; hop++) {
        const answer = await ask(url, reach, { signal, method, headers, body })
        const { statusCode: status } = answer
        const next = status >= 300 && status < 400 ? answer.headers['location'] : undefined
        if (redirects === 0 || next === undefined)
          return { status, headers: answer.headers, body: await read(answer.body, maxBytes) }
        await answer.body.dump()
        if (hop === redirects) throw new EgressRefused('too many redirects')
        ;({ url, reach } = target(String(next), url))
      }
    },
    async close() {
      await Promise.all([agents.named.close(), agents.public.close(), throughProxy?.close()])
    },
  }
}

function isPrivateLiteral({ hostname }: URL): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '')
  return isIP(literal) > 0 && isPrivateAddress(literal)
}

async function read(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > most) throw new EgressRefused('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
