import type { PlacePartnerOrder } from '#contract/partner-api.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { Deps } from '../../deps.ts'
import { badField, Refusal } from '../../http/refusal.ts'
import { placeOrder } from '../../orders/place-order.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

/** An order that ended; another one may follow under its reference. */
const ENDED = ['failed', 'surrendered', 'refunded'] as const
/** Our names of fields that the Partner API calls otherwise. */
const FIELDS: Record<string, string> = { productCode: 'product', planCode: 'plan' }

/**
 * Places the partner's order once per key, and only one at a time per reference: 409 names the open one. Answers like
 * placeOrder. The customer pays at the cashier, never by credit.
 */
export async function placePartnerOrder(
  deps: Deps,
  partner: PartnerRow,
  key: string,
  { reference, product, plan, ...sale }: PlacePartnerOrder,
  requestId: string,
): Promise<{ status: number; body: unknown }> {
  if (!partner.products.includes(product)) throw badField('product', 'product-not-offered')
  const user = await deps.db
    .selectFrom('users')
    .select(['id', 'username', 'role'])
    .where('id', '=', partner.created_by)
    .executeTakeFirstOrThrow()
  const actor = `partner:${partner.id}`
  const order = {
    memberId: partner.member_id,
    productCode: product,
    ...(plan && { planCode: plan }),
    payType: 'cash' as const,
    ...sale,
  }
  // The reference is part of the request: another one under the same key is another request.
  const reply = await placeOrder(deps, user, `${actor} ${key}`, order, requestId, {
    channel: 'partner',
    actor,
    partnerId: partner.id,
    reference,
    language: null,
    consents: [],
    async claim(transaction, orderId) {
      await transaction
        .selectFrom('partners')
        .select('id')
        .where('id', '=', partner.id)
        .forNoKeyUpdate()
        .execute()
      const other = await transaction
        .selectFrom('orders')
        .select('id')
        .where('partner_id', '=', partner.id)
        .where('reference', '=', reference)
        .where('id', '!=', orderId)
        .where('status', 'not in', ENDED)
        .executeTakeFirst()
      if (other)
        throw new Refusal(409, 'reference-taken', {
          detail: other.id,
          fields: [{ field: 'reference', code: 'reference-taken' }],
        })
    },
  }).catch((error: unknown) => {
    throw error instanceof Refusal ? renamed(error) : error
  })
  if (reply.status < 400) await assertReference(deps, (reply.body as PlacedOrder).id, reference)
  return reply
}

async function assertReference({ db }: Deps, id: string, reference: string): Promise<void> {
  const row = await db.selectFrom('orders').select('reference').where('id', '=', id).executeTakeFirstOrThrow()
  if (row.reference !== reference) throw new Refusal(422, 'key-reused')
}

function renamed({ status, code, more }: Refusal): Refusal {
  const fields = more.fields?.map((one) => ({ ...one, field: FIELDS[one.field] ?? one.field }))
  return new Refusal(status, code, { ...more, ...(fields && { fields }) })
}
