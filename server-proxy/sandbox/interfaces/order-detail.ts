import { fileUrl, logoUrl } from '../business/addresses.ts'
import { productOf } from '../business/catalogue.ts'
import { cardLabel, genderLabel, orderLabel, policyLabel } from '../business/labels.ts'
import { invoicesOf, payable, shownPolicies } from '../business/lifecycle.ts'
import { yuan } from '../business/money.ts'
import { type Platform, scenarioOf } from '../platform.ts'
import type { Order, Person } from '../store/records.ts'
import { formatsOf } from './invoices.ts'
import { checkDistributor, ownOrder } from './own.ts'

/**
 * §7.11: labels instead of codes, the insured's numbers masked; amounts are strings or numbers by dialect.
 */
export function getOrderDetail(
  platform: Platform,
  body: { tempOrderCode: string; distrCode: string; memberId: string },
) {
  checkDistributor(platform, body)
  const order = ownOrder(platform.store.order('temp_order_code', body.tempOrderCode), body)
  const product = productOf(order)
  const { labels, urls } = scenarioOf(platform, order)
  return {
    productName: product.productName,
    productCode: product.productCode,
    safeguardPeriod: `${order.startDate}至${order.endDate}`,
    orderCode: order.orderCode,
    createTime: order.createTime,
    orderStatus: order.label ?? orderLabel(order.state, labels),
    totalQty: order.insured.length,
    orderTotalAmt: amountIn(platform, platform.settings.amountIs === 'net' ? payable(order) : order.amount),
    orderReduceAmt: amountIn(platform, order.reduction),
    insuranceCompanyLogo: logoUrl(platform, urls, product.productCode),
    companyName: product.insurer.name,
    benefitType: '法定受益人',
    isGroup: product.isGroup ? 1 : 0,
    ...enterpriseFields(order),
    ...holderFields(order.enterprise ? null : order.holder),
    insuredInfoList: insuredFields(platform, order),
    isInvoice: product.isInvoice,
    invoiceStatus: order.invoiceStatus,
  }
}

const amountIn = ({ settings }: Platform, fen: number) =>
  settings.dialect === 'table' ? yuan(fen) : fen / 100

function enterpriseFields({ enterprise }: Order) {
  return {
    enterpriseName: enterprise?.name ?? null,
    enterpriseCredType: enterprise ? '统一社会信用代码证' : null,
    enterpriseCredNo: enterprise?.creditCode ?? null,
    enterprisePhone: enterprise?.mobile ?? null,
    enterpriseEmail: enterprise?.email ?? null,
    isEnterprise: enterprise ? 1 : 0,
  }
}

function holderFields(holder: Person | null) {
  return {
    holderName: holder?.name ?? null,
    holderCredType: holder ? cardLabel(holder.cardType) : null,
    holderCredNo: holder?.cardNo ?? null,
    holderBirthday: holder?.birthday ?? null,
    holderPhone: holder?.mobile || null,
    holderEmail: holder?.email || null,
    holderGender: holder ? genderLabel(holder.gender) : null,
  }
}

function insuredFields(platform: Platform, order: Order) {
  const { labels, urls, invoiceFile } = scenarioOf(platform, order)
  const fee = order.insured.length > 0 ? Math.floor(order.amount / order.insured.length) : 0
  const invoices = invoicesOf(order)
  const shared = productOf(order).isInvoice !== 1 && order.invoiceStatus === 1
  const policies = shownPolicies(order)
  const people = order.policiesShown === 'one-person' ? order.insured.slice(0, 1) : order.insured
  return people.map((person, place) => {
    const policy = policies.find((one) => one.place === place)
    const code = policy?.policyCode ?? ''
    const invoice = shared ? invoices[0] : invoices.find(({ policyCode }) => policyCode === code)
    const file = (path: string) => fileUrl(platform, urls, `/files${path}`)
    return {
      insuredName: person.name,
      insuredCardType: cardLabel(person.cardType),
      insuredCardNo: `${person.cardNo.slice(0, 3)}*****${person.cardNo.slice(-2)}`,
      insuredGender: genderLabel(person.gender),
      insuredBirthday: person.birthday,
      insuredMobile: person.mobile || null,
      insuredFee: amountIn(platform, fee),
      policyStatus: policyLabel(policy?.state, labels),
      policyCode: code,
      policyUrl: code && file(`/${code}/policy.pdf`),
      certificateUrl: code && file(`/${code}/certificate.pdf`),
      invoiceUrl: code && invoice ? file(`/${invoice.policyCode}/invoice.${formatsOf(invoiceFile)[0]}`) : '',
    }
  })
}
