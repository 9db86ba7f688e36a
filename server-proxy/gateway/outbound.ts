import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'

/** A proxy for outgoing https requests, and the hosts that are reached without it. */
export type OutboundProxy = { url: string; except: string[] }

/** Whether `url` goes through the proxy: https, and neither it nor a parent domain is in NO_PROXY. */
export function isProxied(
  { protocol, hostname, host }: URL,
  proxy: OutboundProxy | null | undefined,
): boolean {
  if (!proxy || protocol !== 'https:') return false
  return !proxy.except.some((entry) => {
    const name = entry.toLowerCase().replace(/^\*?\./, '')
    return entry === '*' || name === hostname || name === host || hostname.endsWith(`.${name}`)
  })
}

/** Connections to the hosts of `url`, through the proxy where it applies. */
export function outbound(
  url: URL,
  proxy: OutboundProxy | null | undefined,
  options: Agent.Options,
): Dispatcher {
  return proxy && isProxied(url, proxy) ? viaProxy(proxy, options) : new Agent(options)
}

export function viaProxy(proxy: OutboundProxy, options: Agent.Options): Dispatcher {
  const { connect: _direct, ...rest } = options
  return new ProxyAgent({ ...rest, uri: proxy.url })
}

/** Trusts the authorities in `file` in addition to the usual ones, for every connection of this process. */
export function trustAuthorities(file: string): void {
  const found = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (!found) throw new Error(`${file} (NODE_EXTRA_CA_CERTS) holds no certificate in PEM form`)
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...found])
}
