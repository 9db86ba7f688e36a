import type { FastifyInstance } from 'fastify'
import { atLeast } from '#contract/session.ts'
import * as endpoints from '#contract/endpoints/live.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { createOpenStreams } from '../../live/open-streams.ts'

const HEARTBEAT_MS = 15_000
/** Somebody who has this much waiting does not read: what is open to him costs memory and tells him nothing. */
const MOST_WAITING_BYTES = 64 * 1024
const SOON = 'retry: 2000\n\n'
/** Said to one that makes room: it does not push out another at once. */
const LATER = 'retry: 60000\n\n'

/** `GET /api/events`: one `order` event for each order that moved and that this user may see. */
export function registerEventsRoute(app: FastifyInstance, { live }: Deps): void {
  const open = createOpenStreams()
  app.addHook('preClose', async () => open.endAll())

  route(app, endpoints.streamEvents, (request, reply) => {
    const user = userOf(request)
    const all = atLeast(user.role, 'manager')
    const { raw } = reply
    const place = open.enter(user.id, (again) => {
      if (again === 'later') raw.write(LATER)
      end()
    })
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) raw.setHeader(name, value)
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    say(SOON)

    const unsubscribe = live.subscribe(({ owner, ...event }) => {
      if (all || owner === user.id) say(`event: order\ndata: ${JSON.stringify(event)}\n\n`)
    })
    const endUnlessSignedIn = () => request.stillSignedIn().then((signedIn) => signedIn || end(), end)
    const unwatch = live.onSessionsEnded((userId) => userId === user.id && void endUnlessSignedIn())
    // The page opens another stream, and reads again what it may have missed.
    const ungap = live.onGap(end)
    // A session that ran out ends the stream with the next heartbeat.
    const heartbeat = setInterval(() => {
      // An event rather than a comment, so that the page notices missing heartbeats.
      say('event: heartbeat\ndata: 1\n\n')
      void endUnlessSignedIn()
    }, HEARTBEAT_MS)

    function say(words: string): void {
      raw.write(words)
      if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy()
    }
    function end(): void {
      clearInterval(heartbeat)
      unsubscribe()
      unwatch()
      ungap()
      place.leave()
      raw.end()
    }
    raw.on('close', end)
  })
}
