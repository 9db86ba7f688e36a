import type { Order } from '#contract/orders.ts'
import type { OwnOrder } from '#contract/own-order.ts'
import { supportNumber } from '#contract/support-number.ts'
import type { Deps } from '../../deps.ts'
import { firstDigitsOf, maskName } from '../../http/mask.ts'
import { formatOf, policyCodesOf } from '../../orders/keep-invoices.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import { holderProof, isProvable } from '../../orders/holder-proof.ts'
import { viewOrder } from '../../orders/order-view.ts'

/** How long an "unpaid" answer of the platform allows offering the cashier. */
const UNPAID_VALID_MS = 10_000

/** The order for its customer: the staff view without internal data, and with stronger masks. */
export async function viewOwnOrder(deps: Deps, row: OrderRow): Promise<OwnOrder> {
  const [order, member, files, product, partner, paid, purchase] = await Promise.all([
    viewOrder(deps, row),
    deps.db
      .selectFrom('members')
      .select(['company', 'province', 'city', 'address'])
      .where('member_id', '=', row.member_id)
      .executeTakeFirstOrThrow(),
    deps.db
      .selectFrom('invoice_files')
      .select(['n', 'policy_code', 'policy_codes', 'format', 'url'])
      .where('order_id', '=', row.id)
      .orderBy('n')
      .execute(),
    deps.db
      .selectFrom('products')
      .select(['insurer_name', 'seller_name', 'claims', 'seller_phone', 'insurer_hotline'])
      .where('product_code', '=', row.product_code)
      .executeTakeFirst(),
    row.partner_id === null
      ? undefined
      : deps.db
          .selectFrom('partners')
          .select(['name', 'return_url'])
          .where('id', '=', row.partner_id)
          .executeTakeFirst(),
    row.status === 'paid' ? paidEvent(deps, row.id) : undefined,
    deps.db.selectFrom('purchases').select('token_hash').where('order_id', '=', row.id).executeTakeFirst(),
  ])
  const { platform } = order
  const theirs = platform?.enterprise ?? platform?.holder ?? null
  const holder = theirs ?? order.holder
  const insuredThere = platform?.insured ?? []
  const insured = insuredThere.length > 0 ? insuredThere : order.insured
  const cities = [...new Set([member.province, member.city])].join('')
  return {
    status: order.status,
    platformStatus: order.platformStatus,
    closed: order.closedAt !== null && order.status === 'unpaid',
    orderNo: order.orderCode ?? order.tempOrderCode ?? order.outSerialNo,
    supportNumber: purchase ? supportNumber(purchase.token_hash) : null,
    productName: platform?.productName ?? order.productName,
    planName: order.planName,
    planFit: order.planFit,
    // The platform has a short name of it.
    insurerName: product?.insurer_name ?? platform?.insurerName ?? row.insurer_name,
    insurerHotline: product?.insurer_hotline ?? null,
    seller: {
      ...(product?.seller_name
        ? { company: product.seller_name, address: null }
        : { company: member.company, address: cities + member.address }),
      phone: product?.seller_phone ?? null,
      person: order.salesperson,
    },
    ...periodOf(order),
    amount: order.amount,
    total: order.total,
    reduction: order.reduction,
    payable: order.payable,
    byCredit: order.payType === 'credit',
    isGroup: platform?.isGroup ?? row.is_group ?? false,
    holder: holder && {
      ...person(holder),
      ...(platform?.enterprise && { name: holder.name }),
      isCompany: Boolean(platform?.enterprise),
      entered: theirs === null,
    },
    insured: insured.map(person),
    insuredEntered: insuredThere.length === 0,
    policies: order.policies.map((policy) => ({
      policyCode: policy.policyCode,
      insuredName: policy.insuredName && maskName(policy.insuredName),
      status: policy.status,
      policyStatus: policy.policyStatus,
      premium: policy.premium,
      hasPolicy: policy.policyFile !== null,
      hasCertificate: policy.certificateFile !== null,
    })),
    invoice: {
      ...order.invoice,
      invoiceTitle:
        order.invoice.invoiceTitle && order.invoice.invoiceType === 'person'
          ? maskName(order.invoice.invoiceTitle)
          : order.invoice.invoiceTitle,
      files: files.map((file) => ({
        n: file.n,
        policyCodes: policyCodesOf(file),
        format: formatOf(file),
      })),
    },
    surrender: order.surrender && {
      requestedAt: order.surrender.requestedAt,
      policyCodes: order.surrender.policyCodes,
    },
    surrenderedPremium: order.surrenderedPremium,
    holderKnown: isProvable(holderProof(deps, row)),
    // Customers are not asked who pays.
    cashierUrl:
      order.payType === 'cash' &&
      row.status === 'unpaid' &&
      !row.closed_at &&
      deps.now() - (row.answered_at?.getTime() ?? 0) < UNPAID_VALID_MS
        ? row.cashier_url
        : null,
    partner: partner?.return_url ? { name: partner.name, returnUrl: partner.return_url } : null,
    claims: product?.claims ?? null,
    paidForMs: paid ? Math.max(0, deps.now() - paid.at.getTime()) : null,
    paidAt: paid?.at.toISOString() ?? null,
    answeredAt: order.answeredAt,
  }
}

const paidEvent = ({ db }: Deps, orderId: string) =>
  db
    .selectFrom('order_events')
    .select('at')
    .where('order_id', '=', orderId)
    .where('kind', '=', 'status')
    .where('status', '=', 'paid')
    .orderBy('id', 'desc')
    .executeTakeFirst()

type Person = { name: string | null; cardType: string | null; cardNo: string | null }

/** Hides the end of the document number, because holders prove themselves with it. */
function person({ name, cardType, cardNo }: Person) {
  return {
    name: name && maskName(name),
    cardType,
    cardNo: cardNo && firstDigitsOf(cardNo),
  }
}

/** The period that the platform insures; as placed until it answers. */
export function periodOf(order: Pick<Order, 'platform' | 'startDate' | 'endDate'>) {
  const [startDate, endDate] = order.platform?.safeguardPeriod?.match(/\d{4}-\d{2}-\d{2}/g) ?? []
  return startDate && endDate
    ? { startDate, endDate }
    : { startDate: order.startDate, endDate: order.endDate }
}
