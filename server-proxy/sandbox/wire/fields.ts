import { isDay } from '../../../src/contract/days.ts'
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
} as const satisfies Record<string, Table>

export type InterfaceName = keyof typeof TABLES
export const INTERFACE_NAMES = Object.keys(TABLES) as InterfaceName[]

/** Throws 9999 naming the first field that is missing, too long or of another kind; fields that are unknown pass. */
export function checkFields(name: InterfaceName, body: Fields): void {
  checkTable(TABLES[name], body, '')
}

function checkTable(table: Table, values: Fields, path: string): void {
  for (const [name, field] of Object.entries(table)) {
    const value = values[name]
    const at = path + name
    const say = (what: string) => new Refused('9999', `参数${at}${what}`)
    const empty = value === undefined || value === null || value === ''
    if (empty && field.required) throw say('不能为空')
    if (empty) continue
    if (field.kind === 'text') checkText(field, value, say)
    else if (field.kind === 'int') {
      if (typeof value !== 'number' || !Number.isInteger(value)) throw say('类型应为int')
      if (!field.oneOf.includes(value)) throw say(`只能为${field.oneOf.join('、')}`)
    } else if (field.kind === 'object') {
      if (typeof value !== 'object' || Array.isArray(value)) throw say('类型应为Object')
      checkTable(field.of, value as Fields, `${at}.`)
    } else {
      if (!Array.isArray(value)) throw say('类型应为List')
      if (field.required && value.length === 0) throw say('不能为空')
      for (const [place, item] of (value as unknown[]).entries()) {
        const inside = `${at}[${place}]`
        if (field.kind === 'texts') checkText({ kind: 'text', max: 64, required: true }, item, say)
        else if (typeof item === 'object' && item !== null) checkTable(field.of, item as Fields, `${inside}.`)
        else throw new Refused('9999', `参数${inside}类型应为Object`)
      }
    }
  }
}

function checkText(field: Text, value: unknown, say: (what: string) => Refused): void {
  if (typeof value !== 'string' || value === '') throw say('类型应为String')
  if ([...value].length > field.max) throw say(`长度不能超过${field.max}`)
  if (field.day && !isDay(value)) throw say('格式应为yyyy-MM-dd')
  if (field.url && !/^https?:\/\/[^\s]+$/i.test(value)) throw say('应为http或https地址')
  if (field.oneOf && !field.oneOf.includes(value)) throw say(`只能为${field.oneOf.join('、')}`)
}
