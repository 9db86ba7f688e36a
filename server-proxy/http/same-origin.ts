import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isApi } from './is-api.ts'
import { Refusal } from './refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For signed or secret-bearing requests of other machines: no same-origin check. */
    fromAnywhere?: boolean
    /** A content type that a mutation accepts besides JSON; never one that a foreign form can send. */
    takes?: string
    /** A file that pages show in a frame or as an image, or that a browser opens as a page. */
    opened?: boolean
    /** An audited GET: only the portal's own pages may request it. */
    recorded?: boolean
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * CSRF protection. A mutation must be JSON (or have no body) and come from the portal's own pages. Everything
 * but files must be requested by script, never by an image, frame or opened address. Otherwise 403.
 */
export function registerSameOrigin(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', async (request) => {
    const { opened, recorded } = request.routeOptions.config
    const { 'sec-fetch-dest': dest = 'empty', 'sec-fetch-site': site = 'same-origin' } = request.headers
    // Safari still says `Purpose: prefetch`.
    const isGuess = request.headers['sec-purpose'] !== undefined || request.headers['purpose'] !== undefined
    if (isApi(request) && !opened && (dest !== 'empty' || isGuess)) throw new Refusal(403, 'foreign-origin')
    if (recorded && site !== 'same-origin') throw new Refusal(403, 'foreign-origin')
    if (READS.has(request.method) || request.routeOptions.config.fromAnywhere) return
    if (request.is404) return
    assertSameOrigin(request, publicUrl)
  })
}

/** For a route that other machines may call by other means: 403 unless the portal's own page asks. */
export function assertSameOrigin(request: FastifyRequest, publicUrl: string): void {
  if (!fromOwnPage(request, publicUrl)) throw new Refusal(403, 'foreign-origin')
  const type = request.headers['content-type']
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  const taken = ['application/json', request.routeOptions.config.takes]
  if ((type !== undefined || hasBody) && !taken.includes(type?.split(';')[0]?.trim().toLowerCase() ?? ''))
    throw new Refusal(403, 'foreign-origin')
}

function fromOwnPage({ headers }: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = headers
  if (origin === publicUrl) return true
  if (headers['sec-fetch-site'] !== 'same-origin') return false
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}
