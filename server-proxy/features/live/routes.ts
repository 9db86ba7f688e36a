import type { FastifyInstance } from 'fastify'
import { atLeast } from '#contract/session.ts'
import * as endpoints from '#contract/endpoints/live.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import type { LiveMessage } from '../../live/live.ts'
import { createOpenStreams } from '../../live/open-streams.ts'

const HEARTBEAT_MS = 15_000
/** Disconnect a slow consumer above this many unsent bytes. */
const MAX_UNSENT_BYTES = 64 * 1024
/** The first event comes at once. If a page does not receive it, a proxy buffers the stream. */
const SOON = 'retry: 2000\n\nevent: heartbeat\ndata: 1\n\n'
/** Sent to an evicted stream, so it does not evict another one at once. */
const LATER = 'retry: 60000\n\n'

/** `GET /api/events`: one event for each change that this user may see, named by its kind. */
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

    const unsubscribe = live.subscribe((message) => {
      if (!maySee(message)) return
      const { kind, ...data } = { ...message, owner: undefined }
      say(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const endUnlessSignedIn = () => request.stillSignedIn().then((signedIn) => signedIn || end(), end)
    const unwatch = live.onSessionsEnded((userId) => userId === user.id && void endUnlessSignedIn())
    // The page reconnects and refetches what it may have missed.
    const offGap = live.onGap(end)
    // An expired session ends the stream with the next heartbeat.
    const heartbeat = setInterval(() => {
      // An event instead of a comment, so the page can detect missing heartbeats.
      say('event: heartbeat\ndata: 1\n\n')
      void endUnlessSignedIn()
    }, HEARTBEAT_MS)

    function maySee(message: LiveMessage): boolean {
      if ('owner' in message) return all || message.owner === user.id
      return all || message.kind !== 'partner'
    }
    function say(words: string): void {
      raw.write(words)
      if (raw.writableLength > MAX_UNSENT_BYTES) raw.destroy()
    }
    function end(): void {
      clearInterval(heartbeat)
      unsubscribe()
      unwatch()
      offGap()
      place.leave()
      raw.end()
    }
    raw.on('close', end)
  })
}
