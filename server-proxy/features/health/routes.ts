import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { readGatewayHealth, readOutage as readOutageRow } from '#contract/endpoints/gateway-health.ts'
import { listIncidents as listIncidentsRow } from '#contract/endpoints/incidents.ts'
import type { Deps } from '../../deps.ts'
import { bytesAnswer } from '../../http/answers.ts'
import { isSameSecret } from '../../http/tokens.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { nextBatch } from '../../store/next-batch.ts'
import { listIncidents } from './incidents.ts'
import { createMetrics } from './metrics.ts'
import { readHealth } from './read-health.ts'
import { readWaiting } from './read-waiting.ts'
import { readOutage } from './watch-platform.ts'

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']
const Status = z.object({ status: z.string() })
const Alive = z.object({ status: z.string(), version: z.string() })

/**
 * Liveness, readiness, metrics and the gateway's health. No personal data, no paths beyond route patterns.
 */
export function registerHealthRoutes(app: FastifyInstance, deps: Deps): void {
  const { registry, requests, note } = createMetrics(deps.version)
  app.addHook('onResponse', (request, reply, next) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    next()
  })

  /** Concurrent requests share one reading. */
  const share = nextBatch<string>()
  async function readAll(): Promise<string> {
    const [health, waiting] = await Promise.all([
      readHealth(deps).catch(() => null),
      readWaiting(deps).catch(() => null),
    ])
    note({ health, waiting, storage: deps.storage, pool: deps.pool })
    return registry.metrics()
  }

  app.get('/healthz', { schema: { response: { 200: Alive } } }, async () => ({
    status: 'ok',
    version: deps.version,
  }))
  app.get('/readyz', { schema: { response: { 200: Status } } }, async () => {
    if (deps.drain.begun) throw new Refusal(503, 'unavailable')
    if (deps.storage.refusedSince !== null) throw new Refusal(503, 'cannot-keep')
    await sql`select 1`.execute(deps.db).catch(() => {
      throw new Refusal(503, 'unavailable')
    })
    return { status: 'ready' }
  })
  app.get('/metrics', { schema: { response: bytesAnswer('text/plain') } }, async (request, reply) => {
    if (!mayRead(request, deps.metricsToken)) throw notFound()
    return reply.type(registry.contentType).send(await share('metrics', readAll))
  })

  route(app, readGatewayHealth, () => readHealth(deps))
  route(app, listIncidentsRow, (request) => listIncidents(deps, request.query.cursor))
  route(app, readOutageRow, async () => ({ outage: await readOutage(deps) }))
}

/**
 * With a token set, requests that carry it; otherwise direct requests from this machine, past every proxy.
 */
function mayRead({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isSameSecret(headers.authorization ?? '', `Bearer ${token}`)
  return isLoopbackAddress(socket.remoteAddress) && FORWARDED.every((name) => headers[name] === undefined)
}

const isLoopbackAddress = (address = '127.0.0.1') => /^(::ffff:)?127\.|^::1$/.test(address)
