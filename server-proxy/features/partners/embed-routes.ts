import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { EmbedPartner, EmbedSession, OpenEmbedSession } from '../../../src/contract/embed.ts'
import { type PurchaseDraft, readPurchaseDraft } from '../../../src/contract/purchases.ts'
import { withIdentity } from '../../../src/contract/people-form.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'
import { startPurchase } from '../../purchases/start-purchase.ts'
import type { PartnerRow } from '../../store/schema.ts'
import { type Claims, spendToken, verifyEmbedToken } from './embed-token.ts'

/** How long a customer may take; what was ordered by then can still be followed. */
const SESSION_MS = 4 * 3_600_000

/** What the frame on a partner's page asks: no cookie, no account; the signed token is the authority. */
export function registerEmbedRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { id: string } }>(
    '/api/embed/partners/:id',
    {
      config: { access: 'anyone' },
      schema: { params: z.object({ id: z.uuid() }), response: { 200: EmbedPartner } },
    },
    async (request) => {
      const row = await deps.db
        .selectFrom('partners')
        .selectAll()
        .where('id', '=', request.params.id)
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
      if (!row) throw notFound()
      return embedPartner(deps, row)
    },
  )

  app.post<{ Body: OpenEmbedSession }>(
    '/api/embed/session',
    {
      config: { access: 'by-route', fromAnywhere: true },
      schema: { body: OpenEmbedSession, response: { 201: EmbedSession } },
    },
    async (request, reply) => {
      const { token, origin, plan, language } = request.body
      const { partner, claims } = await verifyEmbedToken(deps, token, origin)
      await spendToken(deps, partner, claims)
      const expiresAt = new Date(deps.now() + SESSION_MS)
      const bearer = await startPurchase(deps, {
        memberId: partner.member_id,
        productCode: claims.product,
        userId: partner.created_by,
        origin: { kind: 'partner', partnerId: partner.id, reference: claims.reference ?? null },
        prefill: prefillOf(claims, plan),
        language: language ?? null,
        expiresAt,
      })
      return reply.code(201).send({
        bearer,
        expiresAt: expiresAt.toISOString(),
        product: claims.product,
        reference: claims.reference ?? null,
      })
    },
  )
}

/** What the partner filled in, as if it had been typed: an ID number tells birthday and sex. */
function prefillOf({ prefill, plan }: Claims, asked = ''): PurchaseDraft {
  const draft = readPurchaseDraft({ planCode: plan ?? asked, ...prefill })
  return {
    ...draft,
    holder: withIdentity(draft.holder, {}),
    insured: draft.insured.map((one, place) => withIdentity({ ...one, key: `row-${place}` }, {})),
  }
}

async function embedPartner(deps: Deps, row: PartnerRow): Promise<EmbedPartner> {
  const { db } = deps
  const [products, member, entries] = await Promise.all([
    db
      .selectFrom('products')
      .select(['product_code', 'product_name', 'insurer_name', 'seller_name', 'plans'])
      .where('product_code', 'in', row.products)
      .execute(),
    db
      .selectFrom('members')
      .select('company')
      .where('member_id', '=', row.member_id)
      .executeTakeFirstOrThrow(),
    row.licensed ? new Map<string, string>() : publicEntries(deps, row),
  ])
  return {
    name: row.name,
    origins: row.origins,
    licensed: row.licensed,
    theme: row.theme,
    products: row.products.flatMap((code) => {
      const product = products.find(({ product_code }) => product_code === code)
      if (!product) return []
      return [
        {
          productCode: code,
          productName: product.product_name,
          insurerName: product.insurer_name,
          sellerName: product.seller_name ?? member.company,
          plans: product.plans,
          entry: entries.get(code) ?? null,
        },
      ]
    }),
  }
}

/** Product code → path of the page where anybody can buy it, as far as an admin has opened one. */
async function publicEntries({ db, vault, now }: Deps, row: PartnerRow): Promise<Map<string, string>> {
  const links = await db
    .selectFrom('links')
    .select(['id', 'product_code', 'token_sealed'])
    .where('kind', '=', 'public')
    .where('product_code', 'in', row.products)
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date(now()))]))
    .orderBy('id')
    .execute()
  return new Map(
    links.map(({ id, product_code, token_sealed }) => [
      product_code,
      `/buy/${vault.open({ table: 'links', column: 'token', row: id }, token_sealed)}`,
    ]),
  )
}
