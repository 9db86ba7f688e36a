import type { FastifyRequest } from 'fastify'

/** The origin that a passkey signs, and the domain that it is bound to. */
export type Site = { origin: string; rpId: string }

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/
const isLocal = (url: string) => URL.canParse(url) && LOOPBACK.test(new URL(url).hostname)

/**
 * The portal's public origin. On the operator's own machine, the name that the browser uses: passkeys work on
 * `localhost`, but on no IP address.
 */
export function siteOf({ headers: { origin } }: Pick<FastifyRequest, 'headers'>, publicUrl: string): Site {
  const own = origin !== undefined && isLocal(publicUrl) && isLocal(origin) ? origin : publicUrl
  return { origin: own, rpId: new URL(own).hostname }
}
