import type { Transaction } from 'kysely'
import { daysCovered } from '#contract/days.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { priceOf } from '#contract/premiums.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { ANNEX_FORMAT, keepAnnex } from '../evidence/annex.ts'
import { annexPartner } from '../evidence/annex-partner.ts'
import { canonicalJson } from '../evidence/canonical-json.ts'
import { namedDocuments } from '../evidence/named-documents.ts'
import { appendToTrail, bindTrail, openTrail } from '../evidence/trail.ts'
import { readSkew } from '../gateway/health.ts'
import { findSalesperson } from '../http/users.ts'
import { currentDisclosure } from '../purchases/disclosure.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { ProductRow } from '../store/schema/products.ts'
import { howFilled } from './how-filled.ts'
import { pricesOf } from './learned-premiums.ts'
import { note } from './timeline.ts'

type Sale = {
  /** The user who is credited with it. */
  user: User
  actor: string
  /** The partner whose server sent it; unset when staff entered it. */
  sentBy: { partnerId: string | null; reference: string | null } | undefined
  key: string
  order: PlaceOrder
  product: ProductRow
  row: Pick<OrderRow, 'id' | 'out_serial_no' | 'created_at'>
}

/**
 * Keeps how an order without a customer's page was sold, in the transaction that inserts it: who entered or sent what,
 * how staff explained it, the documents and the disclosure in force, and the annex. The trail has the order's id.
 */
export async function keepApplicationTrail(
  deps: Pick<Deps, 'vault' | 'now'>,
  transaction: Transaction<Database>,
  { user, actor, sentBy, key, order, product, row }: Sale,
): Promise<void> {
  const { vault } = deps
  const channel = sentBy ? 'partner' : 'staff'
  const partner = sentBy?.partnerId ? await annexPartner(transaction, sentBy.partnerId) : null
  const who = { actor, ...(partner && { partner: { id: partner.id, name: partner.name } }) }
  const { note: _note, ...application } = order
  const documents = await namedDocuments(transaction, product.product_code)
  const shown = await currentDisclosure(transaction)
  const disclosure = shown && { disclosure: shown.sha256 }
  const salesperson = await findSalesperson(transaction, { channel, created_by: user.id })
  const skew = await readSkew(transaction)
  const { fields, filled, draft, copied } = await howFilled(deps, transaction, {
    orderId: row.id,
    userId: user.id,
    key,
    order,
  })
  const { explained } = order
  const event = explained && (await note(transaction, row.id, { kind: 'explained', actor, note: explained }))
  const trail = await openTrail(vault, transaction, row.id)
  await bindTrail(transaction, row.id, row.id)
  const annex = await keepAnnex(vault, transaction, row.id, {
    format: ANNEX_FORMAT,
    order: { id: row.id, outSerialNo: row.out_serial_no, placedAt: row.created_at.toISOString() },
    application,
    offer: { ...(await offerOf(deps, transaction, product, order)), documents },
    shown: null,
    filledBy: fields,
    copied: copied ?? null,
    prefilledBy: null,
    seller: { memberId: order.memberId, user: { id: user.id, username: user.username }, salesperson },
    partner: partner && { ...partner, reference: sentBy?.reference ?? null, page: null },
    link: null,
    channel,
    language: null,
    consents: [],
  })
  await appendToTrail(vault, transaction, trail, [
    {
      kind: 'begun',
      detail: {
        channel,
        ...who,
        productCode: product.product_code,
        productName: product.product_name,
        documents,
        ...(draft && { at: draft.startedAt }),
        ...(salesperson && { salesperson }),
        ...disclosure,
      },
    },
    { kind: 'filled', detail: { ...who, filled, ...(copied && { copied }) } },
    ...(explained && event
      ? [{ kind: 'explained' as const, event, detail: { actor, explained, documents, ...disclosure } }]
      : []),
    {
      kind: 'placed',
      detail: {
        order: row.id,
        ...who,
        ...(skew !== null && { skew }),
        ...disclosure,
        ...(draft && { version: draft.version }),
        application: vault.index('trail', `application ${canonicalJson(application)}`).toString('hex'),
        annex,
        consents: [],
      },
    },
  ])
}

/** What the portal offers at this time. */
async function offerOf(
  { now }: Pick<Deps, 'now'>,
  transaction: Transaction<Database>,
  product: ProductRow,
  { startDate = '', endDate = '', planCode = '', insured = [] }: PlaceOrder,
) {
  const prices = await pricesOf(transaction, product.product_code, now())
  const days = startDate && endDate ? daysCovered(startDate, endDate) : null
  return {
    productCode: product.product_code,
    productName: product.product_name,
    insurerName: product.insurer_name,
    sellerName: product.seller_name,
    sellerPhone: product.seller_phone,
    insurerHotline: product.insurer_hotline,
    rules: product.rules,
    ...prices,
    price: priceOf(prices, { planCode, days, people: insured.length }),
  }
}
