import type { InterfaceName } from './interfaces.ts'
import type { RequestOf } from './requests.ts'

/** The platform's eleven interfaces in its own words; other code calls these and nothing below. */

export type Call = {
  /** Whether a person waits at a screen; background work gets at most 300 of any window. */
  priority: 'screen' | 'background'
  /** For the call log. */
  orderId?: string
  /** Limit for all attempts, pauses and the wait for a slot together, ms. Default 9,000. */
  deadlineMs?: number
  /** Last moment of sending, ms since the epoch: later another process may send it. */
  sendBy?: number
}

export type ProductDetail = {
  productCode: string
  productName: string
  insuranceCompanyLogo: string | null
  /** Fen; null without a readable price. */
  plans: { planCode: string; planName: string; minPrice: number | null }[]
}

/** §7.3, one file; `policyCodes` is empty when the platform does not name them. */
export type InvoiceOnFile = { invoiceUrl: string; policyCodes: string[] }

/** §7.6 获取保单地址. */
export type PolicyFiles = {
  tempOrderCode: string | null
  orderCode: string | null
  isGroup: boolean | null
  companyName: string | null
  policyDetailList: {
    insuredName: string | null
    policyCode: string | null
    policyUrl: string | null
    certificateUrl: string | null
  }[]
}

/** §7.11 查询订单详情; both dialects in one shape, amounts in fen, "" read as null. */
export type OrderDetail = {
  productName: string | null
  productCode: string | null
  safeguardPeriod: string | null
  orderCode: string | null
  createTime: string | null
  orderStatus: string | null
  totalQty: number | null
  orderTotalAmt: number | null
  orderReduceAmt: number | null
  insuranceCompanyLogo: string | null
  companyName: string | null
  benefitType: string | null
  isGroup: boolean | null
  isEnterprise: boolean
  enterpriseName: string | null
  enterpriseCredType: string | null
  enterpriseCredNo: string | null
  enterprisePhone: string | null
  enterpriseEmail: string | null
  holderName: string | null
  holderCredType: string | null
  holderCredNo: string | null
  holderBirthday: string | null
  holderPhone: string | null
  holderEmail: string | null
  holderGender: string | null
  /** 0 to 3; null when absent or unreadable. */
  isInvoice: number | null
  /** 0 to 4; null when absent or unreadable. */
  invoiceStatus: number | null
  insuredInfoList: {
    insuredName: string | null
    insuredCardType: string | null
    insuredCardNo: string | null
    insuredBirthday: string | null
    insuredGender: string | null
    insuredFee: number | null
    insuredMobile: string | null
    insuredEmail: string | null
    policyStatus: string | null
    policyCode: string | null
    policyUrl: string | null
    certificateUrl: string | null
    invoiceUrl: string | null
  }[]
}

/** The answer of each interface. */
type Answers = {
  register: { memberId: string }
  applyInvoice: void
  getInvoiceUrl: InvoiceOnFile[]
  addTemp: { url: string; tempOrderCode: string }
  getDistrProductDetail: ProductDetail
  getPolicyUrl: PolicyFiles
  outNotify: void
  /** The address carries a credit token: never store or log it. */
  getOrderListUrl: { orderListUrl: string }
  surrenderByPolicyCode: void
  surrenderByOrderCode: void
  getOrderDetail: OrderDetail
}

/**
 * Every method throws only GatewayError subclasses (errors.ts). PlatformRefusal: a documented code other than
 * 0000, nothing happened. PlatformUnknown: lost, late or unreadable answer, it may have happened.
 * FieldTooLong: refused by the portal before sending. NotSent: no free slot before the deadline or an open
 * circuit.
 */
export type Gateway = {
  [Name in InterfaceName]: (request: RequestOf<Name>, call: Call) => Promise<Answers[Name]>
} & {
  /** Calls that the platform allows in any 60 s. */
  readonly limit: number
  /** The platform's clock minus ours by recent `Date` headers, ms; null before the first answer. */
  skewMs(): number | null
}
