import { randomBytes } from 'node:crypto'
import { compile } from '@fastify/proxy-addr'
import type { FastifyRequest } from 'fastify'

/** The ids that proxies send: 32 hex digits or a UUID. Any other text could bring a visitor's words into the log. */
const ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids of requests, unique over processes and starts; a trusted proxy's `X-Request-Id` is kept. */
export function requestIds(trustProxy: boolean | string): (request: FastifyRequest['raw']) => string {
  const trusts =
    typeof trustProxy === 'boolean'
      ? () => trustProxy
      : compile(trustProxy.split(',').map((entry) => entry.trim()))
  const start = randomBytes(6).toString('hex')
  let count = 0
  return ({ headers, socket }) => {
    const given = headers['x-request-id']
    if (typeof given === 'string' && ID.test(given) && trusts(socket.remoteAddress ?? '', 0)) return given
    return `${start}-${(++count).toString(36)}`
  }
}
