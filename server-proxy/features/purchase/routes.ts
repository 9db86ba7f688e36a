import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { BeginPurchase } from '#contract/purchases.ts'
import * as endpoints from '#contract/endpoints/purchase.ts'
import * as reports from '#contract/endpoints/reports.ts'
import { ARRIVED } from '#contract/trail.ts'
import type { Deps } from '../../deps.ts'
import { GatewayError } from '../../gateway/errors.ts'
import { agentOf } from '../../http/agent.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { createAddressThrottle } from '../../http/throttle.ts'
import { mayAskAgain } from '../../orders/may-ask-again.ts'
import { pullOrder } from '../../orders/pull-order.ts'
import { findDocument } from '../../purchases/documents.ts'
import { countOpening } from '../../purchases/change-link.ts'
import { savePurchase } from '../../purchases/change-purchase.ts'
import { draftPlace, openDraft, prefillPlace } from '../../purchases/drafts.ts'
import { beginFromLead } from '../../purchases/begin-from-lead.ts'
import { createGuesses } from '../../orders/guesses.ts'
import { proofOfTyping, proveHolder, withoutStrangers } from '../../purchases/lock.ts'
import { createTrailThrottle, PIECE_BODY, TRAIL_BODY } from '../../http/trail-throttle.ts'
import { receiveRecording } from '../../evidence/receive-recording.ts'
import { receiveTrail } from '../../evidence/receive-trail.ts'
import { askForLink } from '../../purchases/renew-link.ts'
import { startPurchase } from '../../purchases/start-purchase.ts'
import type { LinkRow, PurchaseRow } from '../../store/schema/purchases.ts'
import { assertOpen, closedReason, type Found, findBearer, isForSeveral, offerOf } from './find-bearer.ts'
import { placePurchase } from './place-purchase.ts'
import { viewPurchase } from './view-purchase.ts'

/** Purchases per address through links of several uses; a hotel's guests share one. */
const BEGINNINGS = [200, 60 * 60] as const
/** Requests for links that are over, per address in an hour. */
const ASKED = [20, 60 * 60] as const

/** A customer's purchase, by the bearer of its token: no account, no cookie, no origin. */
export function registerPurchaseRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, vault } = deps
  const onRequest = async (request: FastifyRequest) => {
    onlyJson(request)
    // Callers without a bearer learn nothing about the fields either.
    await findBearer(deps, request)
  }
  const view = async (request: FastifyRequest) => viewPurchase(deps, await findBearer(deps, request))
  const trails = createTrailThrottle(deps)
  const beginnings = createAddressThrottle(deps, 'purchase-begin', ...BEGINNINGS)
  const asked = createAddressThrottle(deps, 'link-ask', ...ASKED)
  const guesses = createGuesses(deps)

  route(app, endpoints.readPurchase, view)

  /** Counted by a running page, because chat programs fetch addresses, too. */
  route(
    app,
    endpoints.openPurchase,
    async (request) => {
      const { link } = await findBearer(deps, request)
      if (link) await countOpening(db, link.id)
    },
    { onRequest },
  )

  route(
    app,
    endpoints.beginPurchase,
    async (request) => {
      const found = await findBearer(deps, request)
      if (found.purchase) return { token: found.token }
      await assertOpen(db, deps, found)
      return { token: await begin(found, request) }
    },
    { onRequest },
  )

  async function begin(
    found: Exclude<Found, { purchase: PurchaseRow }>,
    { ip, body }: FastifyRequest<{ Body: BeginPurchase }>,
  ): Promise<string> {
    const language = body.language ?? null
    const { link, lead, token } = found
    if (lead) return beginFromLead(deps, lead, { language, token })
    if (isForSeveral(link)) await beginnings.count(ip)
    return startPurchase(deps, {
      memberId: link.member_id,
      productCode: link.product_code,
      userId: link.created_by,
      origin: {
        kind: link.kind,
        linkId: link.id,
        partnerId: link.kind === 'public' ? await leadingPartner(deps, link, body.partner) : null,
      },
      prefill: withoutStrangers(openDraft(vault, prefillPlace(link), link.prefill_sealed)),
      language,
      ...(!isForSeveral(link) && { token }),
    })
  }

  route(
    app,
    endpoints.provePurchase,
    async (request) => {
      const { link, purchase } = await findBearer(deps, request)
      if (!link) throw notFound()
      const draft = purchase && openDraft(vault, draftPlace(purchase), purchase.draft_sealed)
      const proof = proveHolder(vault, deps.now(), link, draft ?? null, request.body.lastFour)
      if (!(await guesses.attempt({ kind: 'link', id: link.id }, () => proof !== null)) || !proof)
        throw new Refusal(403, 'wrong-last-four', {
          fields: [{ field: 'lastFour', code: 'wrong-last-four' }],
        })
      return { proof }
    },
    { onRequest },
  )

  route(
    app,
    endpoints.askForLink,
    async (request) => {
      const found = await findBearer(deps, request)
      const { link, purchase } = found
      if (!link || purchase?.order_id || !(await closedReason(db, deps, found)))
        throw new Refusal(409, 'conflict')
      await asked.count(request.ip)
      await askForLink(deps, link.id)
      return view(request)
    },
    { onRequest },
  )

  route(
    app,
    endpoints.savePurchase,
    async (request) => {
      const found = await findBearer(deps, request)
      const { purchase } = found
      if (!purchase) throw new Refusal(409, 'conflict')
      await assertOpen(db, deps, found)
      const saved = await savePurchase(deps, purchase, request.body)
      if (!saved) throw new Refusal(409, 'draft-changed')
      const proof = proofOfTyping(vault, deps.now(), found.link, request.body.draft)
      return { ...saved, ...(proof && { proof }) }
    },
    { onRequest },
  )

  route(
    app,
    endpoints.placePurchase,
    async (request, reply) => {
      const placed = await placePurchase(deps, await findBearer(deps, request), request.body, request.id)
      if (placed && placed.status >= 400)
        return reply.code(placed.status).type('application/problem+json').send(JSON.stringify(placed.body))
      return reply.code(placed?.status ?? 200).send(await view(request))
    },
    { onRequest },
  )

  route(
    app,
    endpoints.refreshPurchase,
    async (request) => {
      const { purchase } = await findBearer(deps, request)
      if (purchase?.order_id) await askPlatform(purchase.order_id)
      return view(request)
    },
    { onRequest },
  )

  async function askPlatform(orderId: string): Promise<void> {
    const row = await db
      .selectFrom('orders')
      .select(['asked_at', 'status', 'invoice_requested_at', 'invoice_status'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    if (!mayAskAgain(row, deps.now())) return
    try {
      await pullOrder(deps, orderId, 'screen')
    } catch (error) {
      // The known state is still shown; the background continues.
      if (!(error instanceof GatewayError)) throw error
    }
  }

  /** The purchase whose evidence this page adds to. A resumed page may be another customer's device: it adds nothing. */
  async function purchaseRecorded(request: FastifyRequest): Promise<PurchaseRow> {
    const { purchase, resumed } = await findBearer(deps, request)
    if (!purchase || resumed) throw new Refusal(409, 'conflict')
    return purchase
  }

  /** Events that the page reports; the page does not wait for the answer. */
  route(
    app,
    reports.reportTrail,
    async (request, reply) => {
      const purchase = await purchaseRecorded(request)
      await trails.count(purchase.id, request.ip, JSON.stringify(request.body).length)
      const { id, product_code: productCode } = purchase
      const agent = agentOf(request.headers['user-agent'])
      reply.header(ARRIVED, await receiveTrail(deps, { id, productCode }, request.body, agent))
    },
    { onRequest, bodyLimit: TRAIL_BODY },
  )

  /** A piece of the page's recording, masked by the page. */
  route(
    app,
    reports.reportRecording,
    async (request) => {
      const purchase = await purchaseRecorded(request)
      await trails.count(purchase.id, request.ip, request.body.content.length)
      return { more: await receiveRecording(deps, purchase.id, request.body) }
    },
    { onRequest, bodyLimit: PIECE_BODY },
  )

  route(app, endpoints.readPurchaseDocument, async (request) => {
    const { product_code } = offerOf(await findBearer(deps, request))
    const document = await findDocument(db, product_code, request.params.id)
    if (!document) throw notFound()
    return document
  })
}

/** The partner site that referred the customer to a public entry, if it may offer the product. */
async function leadingPartner(
  { db }: Deps,
  link: LinkRow,
  asked: string | undefined,
): Promise<string | null> {
  const id = z.safeParse(z.uuid(), asked)
  if (!id.success) return null
  const partner = await db
    .selectFrom('partners')
    .select(['id', 'products'])
    .where('id', '=', id.data)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return partner?.products.includes(link.product_code) ? partner.id : null
}

/** CSRF protection: a foreign form cannot send JSON. */
function onlyJson(request: FastifyRequest): void {
  const type = request.headers['content-type']
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, 'bad-request')
}
