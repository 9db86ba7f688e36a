import { logoUrl } from '../business/addresses.ts'
import { findProduct } from '../business/catalogue.ts'
import { yuan } from '../business/money.ts'
import { type Platform, scenarioOf } from '../platform.ts'
import { Refused } from '../wire/refused.ts'
import { knownMember } from './own.ts'

/** §7.5, with plans as in the document's table or its example. */
export function getDistrProductDetail(
  platform: Platform,
  body: { productCode: string; planCode?: string; memberId: string },
) {
  knownMember(platform, body)
  const product = findProduct(body.productCode)
  const plans = product?.plans.filter(({ planCode }) => !body.planCode || planCode === body.planCode) ?? []
  if (!product || plans.length === 0) throw new Refused('3000')
  return {
    productCode: product.productCode,
    productName: product.productName,
    insuranceCompanyLogo: logoUrl(platform, scenarioOf(platform, product).urls, product.productCode),
    plans: plans.map(({ planCode, planName, first }) =>
      platform.settings.dialect === 'table'
        ? { planCode, planName, minPrice: yuan(first) }
        : { safeguardPlanName: planName, safeguardPlanCode: planCode, defaultMinPrice: shortYuan(first) },
    ),
  }
}

/** At least one decimal, as Java prints a double: 1.0, 0.5, 12.25. */
function shortYuan(fen: number): string {
  return Number.isInteger(fen / 100) ? (fen / 100).toFixed(1) : String(fen / 100)
}
