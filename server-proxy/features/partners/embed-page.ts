import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { publicEntries } from './embed-partner.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

const Asked = z.object({ partner: z.string(), origin: z.string() })
const Product = z.object({ partner: z.string(), product: z.optional(z.string()) })

/**
 * `/embed?partner=ID` may be framed by exactly that partner's origins, and by no page for an unknown or disabled
 * partner. It keeps its link to pages it opens and to its parent. Call after registerHeaders.
 */
export function registerEmbedPage(app: FastifyInstance, deps: Deps): void {
  registerWhy(app, deps)
  registerLink(app, deps)
  app.addHook('onRequest', async (request, reply) => {
    if (/^\/embed\/why(\.js)?(\?|$)/.test(request.url)) {
      reply.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
      )
      reply.removeHeader('x-frame-options')
      reply.header('cross-origin-embedder-policy', 'require-corp')
      reply.header('cross-origin-resource-policy', 'cross-origin')
      return
    }
    if (request.url !== paths.embed && !request.url.startsWith(`${paths.embed}?`)) return
    const partner = await partnerOf(deps, (request.query as { partner?: unknown }).partner)
    const origins = partner?.disabled_at ? [] : (partner?.origins ?? [])
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

/**
 * A browser hides a frame from a page that is not registered, and its reason from that page. This empty document may be
 * framed by any page, and gives it the reason. It uses only the public data of the partner.
 */
function registerWhy(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: z.infer<typeof Asked> }>(
    paths.embedRefused,
    { schema: { hide: true, querystring: Asked } },
    async ({ query }, reply) => {
      const partner = await partnerOf(deps, query.partner)
      const code = codeFor(partner, query.origin)
      const script = code ? `<script src="${paths.embedRefused}.js" data-code="${code}"></script>` : ''
      return reply
        .type('text/html; charset=utf-8')
        .send(`<!doctype html><html lang="en"><title>aigobo-portal</title>${script}</html>`)
    },
  )
  app.get(`${paths.embedRefused}.js`, { schema: { hide: true } }, (_request, reply) =>
    // The page's address is in the query, which scripts of other sites cannot read.
    reply
      .type('text/javascript')
      .send(
        `parent.postMessage({aigobo:1,type:'error',code:document.currentScript.dataset.code},new URL(location).searchParams.get('origin'))`,
      ),
  )
}

/**
 * A plain link for pages where the loader never arrives: to the product's public purchase page, attributed to the
 * partner. Without one, to the page that says where to go.
 */
function registerLink(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: z.infer<typeof Product> }>(
    paths.embedLink,
    { schema: { hide: true, querystring: Product } },
    async ({ query }, reply) => {
      const id = z.safeParse(z.uuid(), query.partner)
      const partner =
        id.success &&
        (await deps.db
          .selectFrom('partners')
          .selectAll()
          .where('id', '=', id.data)
          .where('disabled_at', 'is', null)
          .executeTakeFirst())
      const products = partner ? partner.products.filter((code) => code === (query.product ?? code)) : []
      const [entry] = partner ? await publicEntries(deps, partner, products) : []
      return reply.redirect(entry?.path ?? paths.embed)
    },
  )
}

function codeFor(partner: Found | undefined, origin: string): string | null {
  if (!partner) return 'partner-unknown'
  if (partner.disabled_at) return 'partner-disabled'
  return partner.origins.includes(origin) ? null : 'origin-not-allowed'
}

type Found = Pick<PartnerRow, 'origins' | 'disabled_at'>

async function partnerOf({ db }: Deps, partner: unknown): Promise<Found | undefined> {
  const id = z.safeParse(z.uuid(), partner)
  if (!id.success) return undefined
  return db
    .selectFrom('partners')
    .select(['origins', 'disabled_at'])
    .where('id', '=', id.data)
    .executeTakeFirst()
}
