import type { PlatformInterface } from '#contract/gateway-health.ts'
import { FieldTooLong } from './errors.ts'
import type { WireBody, WireValue } from './sign.ts'

/**
 * Whether a call may be sent again after a lost answer. `retry`: as often as time allows; `once`: the same body once
 * more; `never`: 7.11 has to be read first.
 */
export type Repeat = 'retry' | 'once' | 'never'

/** `max` in characters; null for numbers and lists. Nested tables describe objects and lists of them. */
type Field = readonly [name: string, max: number | null | readonly Field[]]
type Interface = {
  path: string
  repeat: Repeat
  /** Concurrent screens may share one answer. Any other call ends the sharing. */
  shared: boolean
  fields: readonly Field[]
}

const holder = [
  ['holderName', 32],
  ['holderCardType', 32],
  ['holderCardNo', 32],
  ['holderBirthday', 32],
  ['holderGender', 32],
  ['holderMobile', 32],
  ['holderEmail', 32],
] as const satisfies readonly Field[]
const insured = [
  ['insuredName', 32],
  ['insuredCardType', 32],
  ['insuredCardNo', 32],
  ['insuredBirthday', 32],
  ['insuredGender', 32],
  ['insuredMobile', 32],
  ['insuredEmail', 32],
  ['insuredRelation', 32],
] as const satisfies readonly Field[]

/** The fields of a person in §7.4. */
export type HolderField = (typeof holder)[number][0]
export type InsuredField = (typeof insured)[number][0]

/**
 * The eleven interfaces (§7.1 to §7.11), fields in the order of the document's tables, which is the order
 * sent.
 */
export const INTERFACES = {
  register: {
    path: '/api/member/register',
    repeat: 'retry',
    shared: false,
    fields: [
      ['distrCode', 32],
      ['mobile', 32],
      ['employeeCode', 32],
      ['invitateCode', 32],
      ['company', 32],
      ['province', 32],
      ['city', 32],
      ['contact', 32],
      ['address', 32],
    ],
  },
  applyInvoice: {
    path: '/api/order/applyInvoice',
    repeat: 'never',
    shared: false,
    fields: [
      ['memberId', 32],
      ['orderCode', 32],
      ['invoiceType', null],
      ['invoiceTitle', 32],
      ['taxpayerNo', 32],
    ],
  },
  getInvoiceUrl: {
    path: '/api/order/getInvoiceUrl',
    repeat: 'retry',
    shared: true,
    fields: [
      ['memberId', 32],
      ['orderCode', 32],
    ],
  },
  addTemp: {
    path: '/api/order/addTemp',
    repeat: 'once',
    shared: false,
    fields: [
      ['distrCode', 32],
      ['mobile', 32],
      ['memberId', 32],
      ['outSerialNo', 32],
      ['payType', null],
      ['productCode', 32],
      ['productName', 32],
      ['deliverNotifyUrl', 512],
      ['returnNotifyUrl', 512],
      ['refundNotifyUrl', 512],
      ['returnPage', 512],
      ['safeguardStartTime', 12],
      ['safeguardEndTime', 12],
      ['holderInfo', holder],
      ['insuredInfoList', insured],
    ],
  },
  getDistrProductDetail: {
    path: '/api/product/getDistrProductDetail',
    repeat: 'retry',
    shared: true,
    fields: [
      ['productCode', 32],
      ['planCode', 32],
      ['memberId', 32],
    ],
  },
  getPolicyUrl: {
    path: '/api/policy/getPolicyUrl',
    repeat: 'retry',
    shared: true,
    fields: [
      ['tempOrderCode', 32],
      ['distrCode', 32],
      ['memberId', 32],
    ],
  },
  outNotify: {
    path: '/api/pay/outNotify',
    repeat: 'never',
    shared: false,
    fields: [
      ['tempOrderCode', 32],
      ['distrCode', 32],
      ['memberId', 32],
      ['txnStatus', null],
    ],
  },
  getOrderListUrl: {
    path: '/api/order/getOrderListUrl',
    repeat: 'retry',
    shared: false,
    fields: [
      ['account', 32],
      ['distrCode', 32],
      ['memberId', 32],
    ],
  },
  surrenderByPolicyCode: {
    path: '/api/policy/surrenderByPolicyCode',
    repeat: 'never',
    shared: false,
    fields: [
      ['policyCodes', null],
      ['distrCode', 32],
      ['memberId', 32],
    ],
  },
  surrenderByOrderCode: {
    path: '/api/policy/surrenderByOrderCode',
    repeat: 'never',
    shared: false,
    fields: [
      // The document gives no length here, and 64 in §7.11.
      ['orderCode', 64],
      ['distrCode', 32],
      ['memberId', 32],
    ],
  },
  getOrderDetail: {
    path: '/api/order/getOrderDetail',
    repeat: 'retry',
    shared: true,
    fields: [
      ['tempOrderCode', 64],
      ['distrCode', 32],
      ['memberId', 32],
    ],
  },
} as const satisfies Record<PlatformInterface, Interface>

export type InterfaceName = keyof typeof INTERFACES

/**
 * The body of a call: fields in the document's order, without absent and empty ones. Throws FieldTooLong with
 * the platform's name of the field.
 */
export function bodyOf(name: InterfaceName, values: object): WireBody {
  return pick(INTERFACES[name].fields, values as Record<string, unknown>, '')
}

function pick(fields: readonly Field[], values: Record<string, unknown>, path: string): WireBody {
  const body: WireBody = {}
  for (const [name, max] of fields) {
    const value = values[name] as WireValue
    if (value === undefined || value === null || value === '') continue
    const at = path + name
    if (typeof max === 'number' && typeof value === 'string' && [...value].length > max)
      throw new FieldTooLong(at, max)
    if (!Array.isArray(max)) body[name] = value
    else if (Array.isArray(value))
      body[name] = value.map((item, place) => pick(max, item as Record<string, unknown>, `${at}.${place}.`))
    else body[name] = pick(max, value as Record<string, unknown>, `${at}.`)
  }
  return body
}
