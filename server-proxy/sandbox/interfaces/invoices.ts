import { fileUrl } from '../business/addresses.ts'
import { productOf } from '../business/catalogue.ts'
import type { Scenario } from '../business/scenario.ts'
import { applyForInvoice, invoicesOf, policyCodes } from '../business/lifecycle.ts'
import { type Platform, scenarioOf } from '../platform.ts'
import { Refused } from '../wire/refused.ts'
import { knownMember, ownOrder } from './own.ts'

/** §7.2: once, unless the last one failed. */
export function applyInvoice(
  platform: Platform,
  body: {
    memberId: string
    orderCode: string
    invoiceType: 1 | 2
    invoiceTitle: string
    taxpayerNo?: string
  },
): null {
  knownMember(platform, body)
  const order = ownOrder(platform.store.order('order_code', body.orderCode), body)
  if (body.invoiceType === 2 && !body.taxpayerNo) throw new Refused('9999', '参数taxpayerNo不能为空')
  if (productOf(order).isInvoice === 0) throw new Refused('9999', '该产品不支持电子发票')
  if (policyCodes(order.policies).length === 0) throw new Refused('1001')
  // None yet, failed, or made in part.
  if (![0, 2, 4].includes(order.invoiceStatus)) throw new Refused('9999', '该订单已申请开票')
  applyForInvoice(platform, order, {
    type: body.invoiceType,
    title: body.invoiceTitle,
    taxpayerNo: body.taxpayerNo ?? '',
  })
  return null
}

/**
 * §7.3: a list of addresses with their policies, or, by the other half of the document, of addresses alone.
 */
export function getInvoiceUrl(platform: Platform, body: { memberId: string; orderCode: string }) {
  knownMember(platform, body)
  const order = ownOrder(platform.store.order('order_code', body.orderCode), body)
  const table = platform.settings.dialect === 'table'
  const { urls, invoiceFile } = scenarioOf(platform, order)
  const list = invoicesOf(order).flatMap(({ policyCode }) =>
    formatsOf(invoiceFile).map((format) => ({
      invoiceUrl: fileUrl(platform, urls, `/files/${policyCode}/invoice.${format}`),
      policyCode,
    })),
  )
  if (table) return list
  return list.length > 0 ? list.map(({ invoiceUrl }) => invoiceUrl) : null
}

/** The files of one 数电票; 7.11 names the first. */
export const formatsOf = (kind: Scenario['invoiceFile']) => (kind === 'all' ? ['pdf', 'ofd', 'xml'] : [kind])
