import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import * as endpoints from '#contract/endpoints/purchase.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { FileUnavailable } from '../../http/assets.ts'
import { notFound } from '../../http/refusal.ts'

const KEPT_MS = 10 * 60_000
type Logo = Awaited<ReturnType<Deps['assets']['fetch']>> | null

/**
 * The insurer's logo for customer pages. An image request carries no bearer, so the path names only the
 * product. Served only for products that customers can see, by an open link or on a partner's site. Cached.
 */
export function registerLogoRoute(app: FastifyInstance, deps: Deps): void {
  const kept = new Map<string, { until: number; logo: Promise<Logo> }>()

  route(app, endpoints.readLogo, async (request, reply) => {
    const url = await shownLogo(deps, request.params.productCode)
    const logo = url && (await logoAt(url))
    if (!logo) throw notFound()
    return reply.type(logo.type).header('cache-control', 'public, max-age=86400').send(logo.body)
  })

  function logoAt(url: string): Promise<Logo> {
    const known = kept.get(url)
    if (known && known.until > deps.now()) return known.logo
    const logo = deps.assets.fetch(url, 'image').catch((error: unknown) => {
      if (error instanceof FileUnavailable) return null
      throw error
    })
    kept.set(url, { until: deps.now() + KEPT_MS, logo })
    logo.catch(() => kept.delete(url))
    return logo
  }
}

async function shownLogo({ db, now }: Deps, productCode: string): Promise<string | null> {
  const product = await db
    .selectFrom('products')
    .select('logo_url')
    .where('product_code', '=', productCode)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('links')
            .select('id')
            .where('product_code', '=', productCode)
            .where('revoked_at', 'is', null)
            .where(({ or: either, eb }) =>
              either([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(now()))]),
            ),
        ),
        exists(
          selectFrom('partners')
            .select('id')
            .where('disabled_at', 'is', null)
            .where(sql<boolean>`products @> ${JSON.stringify([productCode])}::jsonb`),
        ),
      ]),
    )
    .executeTakeFirst()
  return product?.logo_url ?? null
}
