import { fileUrl } from '../business/addresses.ts'
import { productOf } from '../business/catalogue.ts'
import { policyCodes, shownPolicies } from '../business/lifecycle.ts'
import { type Platform, scenarioOf } from '../platform.ts'
import { Refused } from '../wire/refused.ts'
import { checkDistributor, ownOrder } from './own.ts'

/** §7.6: one entry per policy; a group's names its first person. */
export function getPolicyUrl(
  platform: Platform,
  body: { tempOrderCode: string; distrCode: string; memberId: string },
) {
  checkDistributor(platform, body)
  const order = ownOrder(platform.store.order('temp_order_code', body.tempOrderCode), body)
  const policies = shownPolicies(order)
  const codes = policyCodes(policies)
  if (codes.length === 0) throw new Refused('1001')
  const product = productOf(order)
  const { urls } = scenarioOf(platform, order)
  const kind = platform.settings.dialect === 'example' && urls === 'http' ? 'schemeless' : urls
  return {
    tempOrderCode: order.tempOrderCode,
    orderCode: order.orderCode,
    isGroup: product.isGroup ? '1' : '0',
    companyName: product.insurer.name,
    policyDetailList: codes.map((policyCode) => {
      const place = policies.find((policy) => policy.policyCode === policyCode)?.place ?? 0
      return {
        insuredName: order.insured[place]?.name ?? '',
        policyCode,
        policyUrl: fileUrl(platform, kind, `/files/${policyCode}/policy.pdf`),
        certificateUrl: fileUrl(platform, kind, `/files/${policyCode}/certificate.pdf`),
      }
    }),
  }
}
