import type { OutboundProxy } from '../gateway/outbound.ts'
import { assertNoTransaction } from '../store/open-transaction.ts'
import { createEgress, EgressRefused, type Reach } from './egress.ts'
import { typeOf } from './file-type.ts'

type FileKind = 'pdf' | 'image' | 'invoice'
const PDF = 'application/pdf'
const KINDS: Record<FileKind, (type: string) => boolean> = {
  pdf: (type) => type === PDF,
  image: (type) => type.startsWith('image/'),
  // 数电票: three files of one invoice.
  invoice: (type) => type === PDF || type === 'application/ofd' || type === 'application/xml',
}

/** Files and pages of the platform: the allowed addresses, and the files themselves. */
export type Assets = {
  /**
   * The address for sending the browser to a page (cashier, order list), or null when its host is not
   * allowed. `//host` and wildcard hosts become https.
   */
  page(url: string): string | null
  /** A file of that kind, by its content, from an allowed host; throws FileUnavailable. */
  fetch(url: string, kind: FileKind): Promise<{ type: string; body: Buffer }>
  close(): Promise<void>
}

/** The file is not available: host not allowed, not reachable, too large, too slow, or of the wrong type. */
export class FileUnavailable extends Error {
  override name = 'FileUnavailable'
}

const OWN_HOSTS = ['*.aigobo.cn', '*.40017.cn']
const MAX_BYTES = 20 * 1024 * 1024
const MAX_MS = 30_000
const MAX_REDIRECTS = 3
/** Each fetch may hold its whole file in memory; further ones wait. */
const AT_ONCE = 8
const WAIT_MS = 10_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `hosts` are entries of AGB_ASSET_HOSTS: `host`, `host:port` (literal) or `*.suffix` (public addresses, https only). */
export function createAssets({
  gatewayUrl,
  hosts,
  proxy = null,
}: {
  gatewayUrl: string
  hosts: string[]
  proxy?: OutboundProxy | null
}): Assets {
  const gateway = new URL(gatewayUrl)
  const wildcards = [...OWN_HOSTS, ...hosts]
    .filter((entry) => entry.startsWith('*.'))
    .map((entry) => entry.slice(1))
  const literals = new Set(hosts.filter((entry) => !entry.startsWith('*.')))

  const isGateway = (url: URL) =>
    url.host === gateway.host ||
    (LOOPBACK.has(url.hostname) && LOOPBACK.has(gateway.hostname) && url.port === gateway.port)

  /** Upgrades `url` to https when only https is allowed. */
  function reach(url: URL): Reach {
    if (isGateway(url) || literals.has(url.host) || literals.has(url.hostname)) return 'named'
    if (!wildcards.some((suffix) => url.hostname.endsWith(suffix))) return null
    url.protocol = 'https:'
    return 'public'
  }
  const egress = createEgress(reach, { proxy })
  const turn = createTurns(AT_ONCE, WAIT_MS)

  /** The address as it will be requested. */
  function allowed(raw: string): URL | null {
    const text = raw.trim()
    if (!/^(https?:)?\/\//i.test(text)) return null
    const full = text.startsWith('//') ? gateway.protocol + text : text
    const url = URL.canParse(full) ? new URL(full) : null
    return url && !url.username && !url.password && reach(url) ? url : null
  }

  async function fetchFile(raw: string, kind: FileKind) {
    const url = allowed(raw)
    if (!url) throw new FileUnavailable('address not allowed')
    const done = await turn()
    if (!done) throw new FileUnavailable('too many files at once')
    const sent = egress.send(url.href, {
      headers: { accept: '*/*' },
      redirects: MAX_REDIRECTS,
      maxBytes: MAX_BYTES,
      maxMs: MAX_MS,
    })
    const { status, body } = await sent.finally(done)
    if (status !== 200) throw new FileUnavailable(`status ${status}`)
    const type = typeOf(body)
    if (!type || !KINDS[kind](type)) throw new FileUnavailable(`not a ${kind}`)
    return { type, body }
  }

  return {
    page: (url) => allowed(url)?.href ?? null,
    async fetch(url, kind) {
      assertNoTransaction('a file of the platform')
      return fetchFile(url, kind).catch((error: unknown) => {
        if (error instanceof FileUnavailable) throw error
        throw new FileUnavailable(error instanceof EgressRefused ? error.message : 'not reachable')
      })
    },
    close: () => egress.close(),
  }
}

/** The host of an address, for an alarm: the rest may hold a token. */
export function hostOf(address: string): string {
  const full = address.trim().replace(/^\/\//, 'https://')
  return URL.canParse(full) ? new URL(full).host : '?'
}

/** A semaphore for `most` holders. Resolves to its release function, or to null after `waitMs`. */
export function createTurns(most: number, waitMs: number): () => Promise<(() => void) | null> {
  let busy = 0
  const waiting: (() => void)[] = []
  const end = () => {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
  return () => {
    if (busy < most) {
      busy++
      return Promise.resolve(end)
    }
    return new Promise((resolve) => {
      const take = () => {
        clearTimeout(timer)
        resolve(end)
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1)
        resolve(null)
      }, waitMs)
      waiting.push(take)
    })
  }
}
