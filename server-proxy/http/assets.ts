import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'

/** Files and pages of the platform: which addresses are allowed, and the files themselves. */
export type Assets = {
  /**
   * The address to use for a page the browser is sent to (cashier, order list), or null when its host is not
   * allowed. `//host` and wildcard hosts become https.
   */
  page(url: string): string | null
  /** A PDF or image from an allowed host; throws FileUnavailable. */
  fetch(url: string, kind: 'pdf' | 'image'): Promise<{ type: string; body: Buffer }>
  close(): Promise<void>
}

/** The file cannot be had: host not allowed, not reachable, too large, too slow, or not what it should be. */
export class FileUnavailable extends Error {
  override name = 'FileUnavailable'
}

const OWN_HOSTS = ['*.aigobo.cn', '*.40017.cn']
const MAX_BYTES = 20 * 1024 * 1024
const MAX_MS = 30_000
const MAX_REDIRECTS = 3
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(net, bits)
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** True for loopback, link-local, private and multicast addresses, also as IPv4 inside IPv6. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  if (isIP(plain) === 4) return PRIVATE.check(plain)
  return PRIVATE.check(plain, 'ipv6') || /^::ffff:/i.test(plain)
}

const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const found = addresses?.filter(({ address }) => !isPrivateAddress(address)) ?? []
    const first = found[0]
    if (error || !first) return callback(error ?? new FileUnavailable('private address'), '', 4)
    if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  })
}

/** `hosts` are entries of AGB_ASSET_HOSTS: `host`, `host:port` (literal) or `*.suffix` (public addresses, https only). */
export function createAssets({ gatewayUrl, hosts }: { gatewayUrl: string; hosts: string[] }): Assets {
  const gateway = new URL(gatewayUrl)
  const wildcards = [...OWN_HOSTS, ...hosts]
    .filter((entry) => entry.startsWith('*.'))
    .map((entry) => entry.slice(1))
  const literals = new Set(hosts.filter((entry) => !entry.startsWith('*.')))
  const open = new Agent({ connect: { timeout: 5_000 } })
  const guarded = new Agent({ connect: { timeout: 5_000, lookup: publicOnly } })

  const isGateway = (url: URL) =>
    url.host === gateway.host ||
    (LOOPBACK.has(url.hostname) && LOOPBACK.has(gateway.hostname) && url.port === gateway.port)

  /** The address as it will be used, and the agent that may reach it. */
  function allowed(raw: string, base?: URL): { url: URL; agent: Dispatcher } | null {
    const text = raw.trim()
    if (!base && !/^(https?:)?\/\//i.test(text)) return null
    const full = text.startsWith('//') ? gateway.protocol + text : text
    if (!URL.canParse(full, base?.href)) return null
    const url = new URL(full, base)
    if (!/^https?:$/.test(url.protocol) || url.username || url.password) return null
    if (isGateway(url) || literals.has(url.host) || literals.has(url.hostname)) return { url, agent: open }
    if (!wildcards.some((suffix) => url.hostname.endsWith(suffix))) return null
    url.protocol = 'https:'
    return { url, agent: guarded }
  }

  async function fetchFile(raw: string, kind: 'pdf' | 'image') {
    const signal = AbortSignal.timeout(MAX_MS)
    let target = allowed(raw)
    for (let hop = 0; target && hop <= MAX_REDIRECTS; hop++) {
      const { url, agent } = target
      const answer = await request(url, { dispatcher: agent, signal, headers: { accept: '*/*' } })
      if (answer.statusCode >= 300 && answer.statusCode < 400) {
        await answer.body.dump()
        target = allowed(String(answer.headers['location'] ?? ''), url)
        continue
      }
      if (answer.statusCode !== 200) {
        await answer.body.dump()
        throw new FileUnavailable(`status ${answer.statusCode}`)
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > MAX_BYTES) throw new FileUnavailable('too large')
        chunks.push(chunk)
      }
      const body = Buffer.concat(chunks)
      const type = typeOf(body)
      if (!type || (kind === 'pdf') !== (type === 'application/pdf'))
        throw new FileUnavailable(`not a ${kind}`)
      return { type, body }
    }
    throw new FileUnavailable('address not allowed')
  }

  return {
    page: (url) => allowed(url)?.url.href ?? null,
    fetch: (url, kind) =>
      fetchFile(url, kind).catch((error: unknown) => {
        throw error instanceof FileUnavailable ? error : new FileUnavailable('not reachable')
      }),
    async close() {
      await Promise.all([open.close(), guarded.close()])
    },
  }
}

/** By the first bytes, never by what a header claims; SVG is no image here, since it can hold scripts. */
function typeOf(body: Buffer): string | null {
  const head = body.subarray(0, 12).toString('latin1')
  if (head.startsWith('%PDF')) return 'application/pdf'
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF8')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  return null
}
