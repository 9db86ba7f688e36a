import { randomBytes } from 'node:crypto'
import { pageUrl } from '../business/addresses.ts'
import { findProduct } from '../business/catalogue.ts'
import { type Platform, scenarioOf, shanghaiTime } from '../platform.ts'
import type { Order, Person } from '../store/records.ts'
import { Refused } from '../wire/refused.ts'
import { checkDistributor, knownMember } from './own.ts'

type PersonFields = Record<string, string | undefined>
type Body = {
  distrCode: string
  mobile: string
  memberId: string
  outSerialNo: string
  payType: 1 | 2
  productCode: string
  deliverNotifyUrl: string
  returnNotifyUrl: string
  refundNotifyUrl?: string
  returnPage: string
  safeguardStartTime?: string
  safeguardEndTime?: string
  holderInfo?: PersonFields
  insuredInfoList?: PersonFields[]
}

/** §7.4: a pre-order, and the page where the customer continues. */
export function addTemp(platform: Platform, body: Body) {
  const { store, now } = platform
  checkDistributor(platform, body)
  const member = knownMember(platform, body)
  if (body.mobile !== member.mobile) throw new Refused('9999', '手机号与会员号不符')
  const product = findProduct(body.productCode)
  if (!product) throw new Refused('3000')
  if (body.payType === 1 && !body.refundNotifyUrl) throw new Refused('9999', '参数refundNotifyUrl不能为空')
  const { safeguardStartTime: startDate = '', safeguardEndTime: endDate = '' } = body
  if (startDate && endDate && endDate < startDate) throw new Refused('9999', '止保时间不能早于起保时间')
  if (store.order('out_serial_no', body.outSerialNo)) throw new Refused('9999', '外部流水号已存在')

  const day = shanghaiTime(now()).slice(2, 10).replaceAll('-', '')
  const order: Order = {
    tempOrderCode: `TE${day}${String(9_279_001_100 + store.next('temp'))}`,
    token: randomBytes(18).toString('base64url'),
    memberId: member.memberId,
    outSerialNo: body.outSerialNo,
    payType: body.payType,
    productCode: product.productCode,
    deliverNotifyUrl: body.deliverNotifyUrl,
    returnNotifyUrl: body.returnNotifyUrl,
    refundNotifyUrl: body.refundNotifyUrl ?? '',
    returnPage: body.returnPage,
    planCode: product.plans[0]?.planCode ?? '',
    startDate,
    endDate,
    holder: body.holderInfo ? personOf(body.holderInfo, 'holder') : null,
    enterprise: null,
    insured: (body.insuredInfoList ?? []).map((fields) => personOf(fields, 'insured')),
    orderCode: null,
    createTime: '',
    state: 'unpaid',
    label: null,
    amount: 0,
    reduction: 0,
    payMethod: '',
    policies: [],
    invoiceStatus: 0,
    invoice: null,
  }
  store.saveOrder(order)
  return {
    url: pageUrl(platform, scenarioOf(platform, order).urls, `/pages/insure/${order.token}`),
    tempOrderCode: order.tempOrderCode,
  }
}

function personOf(fields: PersonFields, prefix: 'holder' | 'insured'): Person {
  const read = (name: string) => fields[prefix + name] ?? ''
  return {
    name: read('Name'),
    cardType: read('CardType') || '1',
    cardNo: read('CardNo'),
    birthday: read('Birthday'),
    gender: read('Gender'),
    mobile: read('Mobile'),
    email: read('Email'),
    relation: prefix === 'insured' ? read('Relation') || '5' : '',
  }
}
