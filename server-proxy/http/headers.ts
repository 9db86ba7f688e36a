import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import helmet from 'helmet'
import * as paths from '#contract/paths.ts'

const HSTS = { maxAge: 63_072_000, includeSubDomains: true, preload: true }

/** Headers for answers outside of routes and hooks: nothing to load and nothing to frame. */
export function bareHeaders(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') && {
      'strict-transport-security': `max-age=${HSTS.maxAge}; includeSubDomains; preload`,
    }),
  }
}

/**
 * Security headers for every answer; `dev` allows Vite's client (inline module, websocket). Answers for
 * programs get a policy that loads and frames nothing.
 */
export function registerHeaders(app: FastifyInstance, publicUrl: string, dev: boolean): void {
  const forPages = pageHeaders(publicUrl, dev)
  const forPrograms = bareHeaders(publicUrl)
  const policy = String(forPages['content-security-policy'])
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(/^\/(api|notify)\//.test(request.url) ? forPrograms : forPages)
    if (isReplay(request.url))
      reply.header('content-security-policy', replayPolicy(policy, request.host, dev))
    next()
  })
}

/** Decoded, because the browser's router decodes the address too. */
function isReplay(url: string): boolean {
  try {
    return decodeURI(url)
      .toLowerCase()
      .startsWith(paths.to(paths.replay, { id: '' }))
  } catch {
    return false
  }
}

/**
 * A replay's frame inherits the page's policy, and a recording is untrusted. The page loads only its own
 * scripts and sheets and `data:` images; a recorded page brings its styles as text.
 */
function replayPolicy(policy: string, host: string, dev: boolean): string {
  const own = /^[\w.:[\]-]+$/.test(host) ? `http://${host}/assets/ https://${host}/assets/` : "'self'"
  return policy
    .replace(/style-src [^;]*/, `style-src ${dev ? "'self'" : own} 'unsafe-inline'`)
    .replace(/img-src [^;]*/, 'img-src data:')
    .replace(/font-src [^;]*/, "font-src 'none'")
    .replace(/frame-src [^;]*/, "frame-src 'none'")
}

/** Helmet's headers, computed once: they are equal for all pages. */
function pageHeaders(publicUrl: string, dev: boolean): Record<string, string> {
  const https = publicUrl.startsWith('https:')
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https && HSTS,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  })
  const headers: Record<string, string> = {
    // Not cached unless the route says otherwise.
    'cache-control': 'no-store',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  }
  const answer = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader() {},
  }
  secure({} as never, answer as never, (error) => {
    if (error) throw error
  })
  return headers
}

/** For files that the portal's own pages frame, and for their refusals. */
export async function shownInOwnPages(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-frame-options', 'SAMEORIGIN')
  reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'self'")
}
