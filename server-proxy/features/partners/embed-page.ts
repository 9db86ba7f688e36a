import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import type { Deps } from '../../deps.ts'

/**
 * `/embed?partner=ID` may be framed by exactly that partner's origins, and by nobody for an unknown or
 * disabled partner. It keeps its link to pages it opens and to its parent. Call after registerHeaders.
 */
export function registerEmbedPage(app: FastifyInstance, deps: Deps): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url !== '/embed' && !request.url.startsWith('/embed?')) return
    const origins = await originsOf(deps, (request.query as { partner?: unknown }).partner)
    const policy = String(reply.getHeader('content-security-policy') ?? '')
    if (origins.length > 0) {
      reply.header(
        'content-security-policy',
        policy.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(' ')}`),
      )
      reply.removeHeader('x-frame-options')
    }
    reply.header('cross-origin-opener-policy', 'unsafe-none')
    // A partner's isolated page (COEP) requires this header of its frames.
    reply.header('cross-origin-embedder-policy', 'require-corp')
    reply.header('cross-origin-resource-policy', 'cross-origin')
  })
}

async function originsOf({ db }: Deps, partner: unknown): Promise<string[]> {
  const id = z.safeParse(z.uuid(), partner)
  if (!id.success) return []
  const row = await db
    .selectFrom('partners')
    .select('origins')
    .where('id', '=', id.data)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.origins ?? []
}
