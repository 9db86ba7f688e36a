import { isDay } from '#contract/days.ts'
import type { PlatformInterface } from '#contract/gateway-health.ts'
import type { Fields } from './sign.ts'
import { Refused } from './refused.ts'

type Text = {
  kind: 'text'
  max: number
  required: boolean
  oneOf?: readonly string[]
  day?: true
  url?: true
}
type Field =
  | Text
  | { kind: 'int'; oneOf: readonly number[]; required: boolean }
  | { kind: 'texts'; required: boolean }
  | { kind: 'object' | 'objects'; of: Table; required: boolean }
type Table = Readonly<Record<string, Field>>

const must = (max = 32): Field => ({ kind: 'text', max, required: true })
const may = (max = 32, more: Partial<Text> = {}): Field => ({ kind: 'text', max, required: false, ...more })
const int = (...oneOf: number[]): Field => ({ kind: 'int', oneOf, required: true })
const address = (required: boolean): Field => ({ kind: 'text', max: 512, required, url: true })

const CARD_TYPES = ['1', '2', '3', '4', '5']
const person = (prefix: string): Table => ({
  [`${prefix}Name`]: may(),
  [`${prefix}CardType`]: may(32, { oneOf: CARD_TYPES }),
  [`${prefix}CardNo`]: may(),
  [`${prefix}Birthday`]: may(32, { day: true }),
  [`${prefix}Gender`]: may(32, { oneOf: ['M', 'F'] }),
  [`${prefix}Mobile`]: may(),
  [`${prefix}Email`]: may(),
})

/** The request tables of §7.1 to §7.11, in the document's order, by the method's name. */
export const TABLES = {
  register: {
    distrCode: must(),
    mobile: must(),
    employeeCode: must(),
    invitateCode: must(),
    company: must(),
    province: must(),
    city: must(),
    contact: may(),
    address: must(),
  },
  applyInvoice: {
    memberId: must(),
    orderCode: must(),
    invoiceType: int(1, 2),
    invoiceTitle: must(),
    taxpayerNo: may(),
  },
  getInvoiceUrl: { memberId: must(), orderCode: must() },
  addTemp: {
    distrCode: must(),
    mobile: must(),
    memberId: must(),
    outSerialNo: must(),
    payType: int(1, 2),
    productCode: must(),
    productName: must(),
    deliverNotifyUrl: address(true),
    returnNotifyUrl: address(true),
    refundNotifyUrl: address(false),
    returnPage: address(true),
    safeguardStartTime: may(12, { day: true }),
    safeguardEndTime: may(12, { day: true }),
    holderInfo: { kind: 'object', of: person('holder'), required: false },
    insuredInfoList: {
      kind: 'objects',
      of: { ...person('insured'), insuredRelation: may(32, { oneOf: CARD_TYPES }) },
      required: false,
    },
  },
  getDistrProductDetail: { productCode: must(), planCode: may(), memberId: must() },
  getPolicyUrl: { tempOrderCode: must(), distrCode: must(), memberId: must() },
  outNotify: { tempOrderCode: must(), distrCode: must(), memberId: must(), txnStatus: int(1, 2, -1) },
  getOrderListUrl: { account: must(), distrCode: must(), memberId: must() },
  surrenderByPolicyCode: {
    policyCodes: { kind: 'texts', required: true },
    distrCode: must(),
    memberId: must(),
  },
  surrenderByOrderCode: { orderCode: must(64), distrCode: must(), memberId: must() },
  getOrderDetail: { tempOrderCode: must(64), distrCode: must(), memberId: must() },
} as const satisfies Record<PlatformInterface, Table>

export type InterfaceName = keyof typeof TABLES
export const INTERFACE_NAMES = Object.keys(TABLES) as InterfaceName[]

/**
 * Binds the body like a usual Java gateway: `"2"` is an int, `107084` a String. Throws 9999 naming the first
 * field that is missing, too long or of another type; unknown fields pass.
 */
export function bindFields(name: InterfaceName, body: Fields): Fields {
  return bindTable(TABLES[name], body, '')
}

function bindTable(table: Table, values: Fields, path: string): Fields {
  const bound = { ...values }
  for (const [name, field] of Object.entries(table)) {
    const value = values[name]
    const at = path + name
    const empty = value === undefined || value === null || value === ''
    if (empty && field.required) throw refused(at, '不能为空')
    if (!empty) bound[name] = bind(field, value, at)
  }
  return bound
}

const refused = (at: string, what: string) => new Refused('9999', `参数${at}${what}`)

function bind(field: Field, value: unknown, at: string): unknown {
  if (field.kind === 'text') return bindText(field, value, at)
  if (field.kind === 'int') {
    if (typeof value !== 'string' || !/^[+-]?\d{1,9}(\.0+)?$/.test(value)) throw refused(at, '类型应为int')
    const int = Number(value)
    if (!field.oneOf.includes(int)) throw refused(at, `只能为${field.oneOf.join('、')}`)
    return int
  }
  if (field.kind === 'object') return bindObject(field.of, value, at)
  if (!Array.isArray(value)) throw refused(at, '类型应为List')
  if (field.required && value.length === 0) throw refused(at, '不能为空')
  return (value as unknown[]).map((item, place) =>
    field.kind === 'texts'
      ? bindText({ kind: 'text', max: 64, required: true }, item, at)
      : bindObject(field.of, item, `${at}[${place}]`),
  )
}

function bindObject(table: Table, value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(at, '类型应为Object')
  return bindTable(table, value as Fields, `${at}.`)
}

function bindText(field: Text, value: unknown, at: string): string {
  if (typeof value !== 'string' && typeof value !== 'boolean') throw refused(at, '类型应为String')
  const text = String(value)
  if (text === '') throw refused(at, '类型应为String')
  if ([...text].length > field.max) throw refused(at, `长度不能超过${field.max}`)
  if (field.day && !isDay(text)) throw refused(at, '格式应为yyyy-MM-dd')
  if (field.url && !/^https?:\/\/[^\s]+$/i.test(text)) throw refused(at, '应为http或https地址')
  if (field.oneOf && !field.oneOf.includes(text)) throw refused(at, `只能为${field.oneOf.join('、')}`)
  return text
}
