import type { FastifyInstance } from 'fastify'
import { atLeast } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { bytesAnswer } from '../../http/answers.ts'
import { userOf } from '../../http/session.ts'

const HEARTBEAT_MS = 15_000

/** `GET /api/events`: one `order` event for each order that moved and that this user may see. */
export function registerEventsRoute(app: FastifyInstance, { live }: Deps): void {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  app.get(
    '/api/events',
    { config: { access: 'clerk' }, schema: { response: bytesAnswer('text/event-stream') } },
    (request, reply) => {
      const user = userOf(request)
      const all = atLeast(user.role, 'manager')
      reply.hijack()
      const { raw } = reply
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value)
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')

      const unsubscribe = live.subscribe(({ owner, ...event }) => {
        if (all || owner === user.id) raw.write(`event: order\ndata: ${JSON.stringify(event)}\n\n`)
      })
      const endUnlessSignedIn = () => request.stillSignedIn().then((signedIn) => signedIn || end(), end)
      const unwatch = live.onSessionsEnded((userId) => userId === user.id && void endUnlessSignedIn())
      // The page opens another stream, and reads again what it may have missed.
      const ungap = live.onGap(end)
      // A session that ran out ends the stream with the next heartbeat.
      const heartbeat = setInterval(() => {
        raw.write(': still here\n\n')
        void endUnlessSignedIn()
      }, HEARTBEAT_MS)

      function end(): void {
        clearInterval(heartbeat)
        unsubscribe()
        unwatch()
        ungap()
        open.delete(end)
        raw.end()
      }
      open.add(end)
      raw.on('close', end)
    },
  )
}
