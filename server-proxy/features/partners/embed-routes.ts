import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OpenEmbedSession } from '#contract/embed.ts'
import * as endpoints from '#contract/endpoints/embed.ts'
import * as paths from '#contract/paths.ts'
import type { Deps } from '../../deps.ts'
import { MAX_BEARER_LENGTH } from '../../http/bearer.ts'
import { notFound } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { createAddressThrottle } from '../../http/throttle.ts'
import { beginFromLead } from '../../purchases/begin-from-lead.ts'
import { isLicensed } from '../../purchases/licence.ts'
import { type Lead, sealLead } from '../../purchases/leads.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'
import { embedPartner } from './embed-partner.ts'
import { refuseToken, spendToken, verifyEmbedToken } from './embed-token.ts'
import { findUnpaid } from './find-unpaid.ts'
import type { Claims } from './judge-token.ts'
import { prefillFaults } from './prefill-faults.ts'
import { prefillOf } from './prefill.ts'
import { noteRefusal } from './token-refusals.ts'

/** How long a customer may take; orders placed by then can still be followed. */
const SESSION_MS = 4 * 3_600_000
/** Refused tokens per address in ten minutes. */
const REFUSED = [60, 10 * 60] as const
/** Tokens per address in an hour: a whole mobile network may share one. */
const TAKEN = [1_000, 60 * 60] as const

type Asked = FastifyRequest<{ Body: OpenEmbedSession }>

/** Requests of the frame on a partner's page: no cookie, no account; the signed token is the authority. */
export function registerEmbedRoutes(app: FastifyInstance, deps: Deps): void {
  const refused = createAddressThrottle(deps, 'embed-refused', ...REFUSED)
  const taken = createAddressThrottle(deps, 'embed-taken', ...TAKEN)

  route(app, endpoints.readEmbedPartner, async (request) => {
    const row = await deps.db
      .selectFrom('partners')
      .selectAll()
      .where('id', '=', request.params.id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!row) throw notFound()
    return embedPartner(deps, row)
  })

  route(app, endpoints.openEmbedSession, async (request) => {
    const { partner, claims, draft, faults, language, until } = await admit(request, true)
    const lead = leadOf(claims, partner, { ...draft, language, until, origin: claims.origin })
    // A sealed lead needs no row, so crawlers and visitors who only look store nothing.
    const sealed = sealLead(deps.vault, lead)
    const bearer =
      sealed.length <= MAX_BEARER_LENGTH ? sealed : await beginFromLead(deps, { ...lead, partner })
    const unpaid = await findUnpaid(deps, partner, claims, until)
    return { bearer, faults, unpaid, ...embedDetails(claims, until) }
  })

  /**
   * For a site without a licence: the purchase is attributed to the partner but happens on a page of the
   * portal, and starts when the customer continues there. The address contains no people.
   */
  route(app, endpoints.handOverEmbed, async (request) => {
    const { partner, claims, draft, faults, language, until } = await admit(request, false)
    const { planCode, startDate, endDate } = draft
    const lead = leadOf(claims, partner, { planCode, startDate, endDate, language, until })
    return {
      path: paths.to(paths.buy, { token: sealLead(deps.vault, lead) }),
      faults,
      ...embedDetails(claims, until),
    }
  })

  async function admit({ body, ip }: Asked, inFrame: boolean) {
    const { token, origin, partner: partnerId, plan, language } = body
    await taken.count(ip)
    // Counted before it is checked, so parallel attempts cannot exceed the limit.
    await refused.count(ip)
    const { partner, claims } = await verifyEmbedToken(deps, token, { origin, partnerId })
    if (inFrame && !isLicensed(deps, partner))
      throw await refuseToken(deps, partner, { reason: 'partner-unlicensed', claim: '' }, origin)
    await spendToken(deps, partner, claims)
    await refused.forgive(ip)
    const draft = prefillOf(claims, plan)
    const faults = await prefillFaults(deps, claims, draft)
    const [first] = faults
    if (first) await noteRefusal(deps, partner, { reason: first.code, field: first.field, origin })
    return {
      partner,
      claims,
      draft,
      faults,
      language: language ?? null,
      until: deps.now() + SESSION_MS,
    }
  }
}

const leadOf = (
  { product, reference }: Claims,
  partner: PartnerRow,
  more: Omit<Lead, 'partnerId' | 'productCode' | 'reference'>,
): Lead => ({ ...more, partnerId: partner.id, productCode: product, reference: reference ?? null })

const embedDetails = ({ product, reference }: Claims, until: number) => ({
  expiresAt: new Date(until).toISOString(),
  product,
  reference: reference ?? null,
})
