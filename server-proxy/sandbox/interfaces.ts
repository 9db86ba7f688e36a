import { randomBytes } from 'node:crypto'
import { isDay } from '../../src/contract/days.ts'
import { findProduct } from './catalogue.ts'
import { applyForInvoice, payOrder, type Platform, surrender } from './lifecycle.ts'
import type { SandboxOrder, SandboxPerson } from './store.ts'
import { Refused } from './verify.ts'

export type Dialect = 'table' | 'example'
export type Answering = Platform & {
  origin: string
  dialect: Dialect
  distrCode: string
  /** Opens a member's order list. */
  listToken(memberId: string): string
}
type Body = Record<string, unknown>

const yuan = (fen: number) => (fen / 100).toFixed(2)
const CARD_LABELS: Record<string, string> = {
  1: '身份证',
  2: '护照',
  3: '港澳通行证',
  4: '台胞证',
  5: '军官证',
}

function text(body: Body, name: string, max = 32, required = true): string {
  const value = body[name]
  if (value === undefined || value === null || value === '') {
    if (required) throw new Refused('9999', `参数${name}不能为空`)
    return ''
  }
  if (typeof value !== 'string') throw new Refused('9999', `参数${name}类型不正确`)
  if ([...value].length > max) throw new Refused('9999', `参数${name}长度不能超过${max}`)
  return value
}

function int(body: Body, name: string, allowed: number[]): number {
  const value = body[name]
  if (typeof value !== 'number' || !allowed.includes(value)) throw new Refused('9999', `参数${name}不正确`)
  return value
}

function day(body: Body, name: string): string {
  const value = text(body, name, 12, false)
  if (value && !isDay(value)) throw new Refused('9999', `参数${name}格式应为yyyy-MM-dd`)
  return value
}

function person(fields: Body, prefix: 'holder' | 'insured'): SandboxPerson {
  const read = (name: string) => text(fields, prefix + name, 32, false)
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

function knownMember({ store }: Platform, body: Body) {
  const member = store.member(text(body, 'memberId'))
  if (!member) throw new Refused('9999', '会员不存在')
  return member
}

function own(order: SandboxOrder | null, body: Body): SandboxOrder {
  if (!order?.orderCode || order.memberId !== body['memberId']) throw new Refused('1000', '订单不存在')
  return order
}

/** 被保人 as the detail shows them: labels, numbers masked. */
function insuredOf({ origin }: Answering, order: SandboxOrder) {
  const each = order.insured.length > 0 ? Math.floor(order.amount / order.insured.length) : 0
  return order.insured.map((someone, place) => {
    const policy = order.policies.find((one) => one.place === place)
    const file = (kind: string) => `${origin}/files/${policy?.policyCode ?? ''}/${kind}.pdf`
    return {
      insuredName: someone.name,
      insuredCardType: CARD_LABELS[someone.cardType] ?? '',
      insuredCardNo: `${someone.cardNo.slice(0, 3)}*****${someone.cardNo.slice(-2)}`,
      insuredGender: someone.gender === 'F' ? '女' : '男',
      insuredBirthday: someone.birthday,
      insuredMobile: someone.mobile || null,
      insuredFee: Number(yuan(each)),
      policyStatus: policy?.label ?? '未投保',
      policyCode: policy?.policyCode ?? '',
      policyUrl: policy ? file('policy') : '',
      certificateUrl: policy ? file('certificate') : '',
      invoiceUrl: policy && order.invoiceStatus === 1 ? `${origin}/files/${order.orderCode}/invoice.pdf` : '',
    }
  })
}

/** What each interface does with a body that is verified; the answer is `data`. Throws Refused. */
export const ANSWERS: Record<string, (platform: Answering, body: Body) => unknown> = {
  '/api/member/register': ({ store, distrCode }, body) => {
    if (text(body, 'distrCode') !== distrCode) throw new Refused('9999', '分销商不存在')
    const mobile = text(body, 'mobile')
    for (const name of ['employeeCode', 'invitateCode', 'company', 'province', 'city', 'address'])
      text(body, name)
    text(body, 'contact', 32, false)
    if (!/^1\d{10}$/.test(mobile)) throw new Refused('9999', '参数mobile不正确')
    return store.transaction(() => {
      const known = store.memberByMobile(mobile)
      if (known) return { memberId: known.memberId }
      const memberId = String(107_083 + store.next('member'))
      store.saveMember({ memberId, mobile, company: text(body, 'company') })
      return { memberId }
    })
  },

  '/api/product/getDistrProductDetail': (platform, body) => {
    knownMember(platform, body)
    const product = findProduct(text(body, 'productCode'))
    const planCode = text(body, 'planCode', 32, false)
    const plans = product?.plans.filter((plan) => !planCode || plan.planCode === planCode) ?? []
    if (!product || plans.length === 0) throw new Refused('3000', '分销产品不存在')
    return {
      productCode: product.productCode,
      productName: product.productName,
      insuranceCompanyLogo: `${platform.origin.replace(/^https?:/, '')}/logos/${product.productCode}.png`,
      plans: plans.map(({ planCode: code, planName, first }) =>
        platform.dialect === 'table'
          ? { planCode: code, planName, minPrice: yuan(first) }
          : { safeguardPlanName: planName, safeguardPlanCode: code, defaultMinPrice: String(first / 100) },
      ),
    }
  },

  '/api/order/addTemp': (platform, body) => {
    const { store, origin, distrCode, now } = platform
    if (text(body, 'distrCode') !== distrCode) throw new Refused('9999', '分销商不存在')
    const member = knownMember(platform, body)
    text(body, 'mobile')
    const product = findProduct(text(body, 'productCode'))
    if (!product) throw new Refused('3000', '分销产品不存在')
    const payType = int(body, 'payType', [1, 2])
    const list = Array.isArray(body['insuredInfoList']) ? (body['insuredInfoList'] as Body[]) : []
    const startDate = day(body, 'safeguardStartTime')
    const endDate = day(body, 'safeguardEndTime')
    if (startDate && endDate && endDate < startDate) throw new Refused('9999', '止保时间不能早于起保时间')
    const order: SandboxOrder = {
      tempOrderCode: '',
      token: randomBytes(18).toString('base64url'),
      memberId: member.memberId,
      outSerialNo: text(body, 'outSerialNo'),
      payType,
      productCode: product.productCode,
      productName: text(body, 'productName'),
      deliverNotifyUrl: text(body, 'deliverNotifyUrl', 512),
      returnNotifyUrl: text(body, 'returnNotifyUrl', 512),
      refundNotifyUrl: text(body, 'refundNotifyUrl', 512, payType === 1),
      returnPage: text(body, 'returnPage', 512),
      planCode: product.plans[0]?.planCode ?? '',
      startDate,
      endDate,
      holder: body['holderInfo'] ? person(body['holderInfo'] as Body, 'holder') : null,
      insured: list.map((one) => person(one, 'insured')),
      orderCode: null,
      createTime: '',
      label: '待支付',
      amount: 0,
      policies: [],
      invoiceStatus: 0,
      invoice: null,
    }
    return store.transaction(() => {
      if (store.order('out_serial_no', order.outSerialNo)) throw new Refused('9999', '外部流水号已存在')
      const stamp = new Date(now() + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
      order.tempOrderCode = `TE${stamp}${String(9_279_001_100 + store.next('temp'))}`
      store.saveOrder(order)
      return { url: `${origin}/pages/insure/${order.token}`, tempOrderCode: order.tempOrderCode }
    })
  },

  '/api/order/getOrderDetail': (platform, body) => {
    const order = own(platform.store.order('temp_order_code', text(body, 'tempOrderCode', 64)), body)
    const product = findProduct(order.productCode)
    const { holder } = order
    return {
      productName: order.productName,
      productCode: order.productCode,
      safeguardPeriod: `${order.startDate}至${order.endDate}`,
      orderCode: order.orderCode,
      createTime: order.createTime,
      orderStatus: order.label,
      totalQty: order.insured.length,
      orderTotalAmt: Number(yuan(order.amount)),
      orderReduceAmt: 0,
      insuranceCompanyLogo: `${platform.origin.replace(/^https?:/, '')}/logos/${order.productCode}.png`,
      companyName: product?.insurer ?? '',
      benefitType: '法定受益人',
      isGroup: product?.isGroup ? 1 : 0,
      enterpriseName: null,
      enterpriseCredType: null,
      enterpriseCredNo: null,
      enterprisePhone: null,
      enterpriseEmail: null,
      isEnterprise: 0,
      holderName: holder?.name ?? null,
      holderCredType: holder ? (CARD_LABELS[holder.cardType] ?? null) : null,
      holderCredNo: holder?.cardNo ?? null,
      holderBirthday: holder?.birthday ?? null,
      holderPhone: holder?.mobile || null,
      holderEmail: holder?.email || null,
      holderGender: holder ? (holder.gender === 'F' ? '女' : '男') : null,
      insuredInfoList: insuredOf(platform, order),
      isInvoice: product?.isInvoice ?? 0,
      invoiceStatus: order.invoiceStatus,
    }
  },

  '/api/policy/getPolicyUrl': (platform, body) => {
    const order = own(platform.store.order('temp_order_code', text(body, 'tempOrderCode')), body)
    if (order.policies.length === 0) throw new Refused('1001', '保单未生效')
    const product = findProduct(order.productCode)
    const base = platform.dialect === 'table' ? platform.origin : platform.origin.replace(/^https?:/, '')
    return {
      tempOrderCode: order.tempOrderCode,
      orderCode: order.orderCode,
      isGroup: product?.isGroup ? '1' : '0',
      companyName: product?.insurer ?? '',
      policyDetailList: order.policies.map((policy) => ({
        insuredName: policy.insuredName,
        policyCode: policy.policyCode,
        policyUrl: `${base}/files/${policy.policyCode}/policy.pdf`,
        certificateUrl: `${base}/files/${policy.policyCode}/certificate.pdf`,
      })),
    }
  },

  '/api/order/applyInvoice': (platform, body) => {
    const order = own(platform.store.order('order_code', text(body, 'orderCode')), body)
    const type = int(body, 'invoiceType', [1, 2])
    const invoice = {
      type,
      title: text(body, 'invoiceTitle'),
      taxpayerNo: text(body, 'taxpayerNo', 32, type === 2),
    }
    if (findProduct(order.productCode)?.isInvoice === 0) throw new Refused('9999', '该产品不支持电子发票')
    if (order.policies.length === 0) throw new Refused('1001', '保单未生效')
    if (order.invoiceStatus !== 0 && order.invoiceStatus !== 2) throw new Refused('9999', '该订单已申请开票')
    applyForInvoice(platform, order, invoice)
    return null
  },

  '/api/order/getInvoiceUrl': (platform, body) => {
    const order = own(platform.store.order('order_code', text(body, 'orderCode')), body)
    if (order.invoiceStatus !== 1) return platform.dialect === 'table' ? [] : null
    const url = `${platform.origin}/files/${order.orderCode}/invoice.pdf`
    return platform.dialect === 'table'
      ? [{ invoiceUrl: url, policyCode: order.policies[0]?.policyCode ?? '' }]
      : [url]
  },

  '/api/pay/outNotify': (platform, body) => {
    const order = platform.store.order('temp_order_code', text(body, 'tempOrderCode'))
    const status = int(body, 'txnStatus', [1, 2, -1])
    const confirmed = own(order, body)
    if (confirmed.payType !== 1) throw new Refused('9999', '非授信支付订单')
    if (status === 2) payOrder(platform, confirmed)
    if (status === -1 && confirmed.label === '待支付')
      platform.store.saveOrder({ ...confirmed, label: '支付失败' })
    return null
  },

  '/api/order/getOrderListUrl': (platform, body) => {
    const member = knownMember(platform, body)
    if (text(body, 'account') !== member.mobile) throw new Refused('9999', '账号与会员号不符')
    return {
      orderListUrl: `${platform.origin}/pages/orders?creditToken=${platform.listToken(member.memberId)}`,
    }
  },

  '/api/policy/surrenderByPolicyCode': (platform, body) => {
    const codes = body['policyCodes']
    if (!Array.isArray(codes) || codes.length === 0) throw new Refused('9999', '参数policyCodes不能为空')
    const byOrder = new Map<string, { order: SandboxOrder; codes: string[] }>()
    for (const code of codes as string[]) {
      const order = own(platform.store.orderOfPolicy(code), body)
      const entry = byOrder.get(order.tempOrderCode) ?? { order, codes: [] }
      entry.codes.push(code)
      byOrder.set(order.tempOrderCode, entry)
    }
    for (const { order, codes: chosen } of byOrder.values())
      if (!surrender(platform, order, chosen)) throw new Refused('4001', '订单状态不符合退保条件')
    return null
  },

  '/api/policy/surrenderByOrderCode': (platform, body) => {
    const order = own(platform.store.order('order_code', text(body, 'orderCode', 64)), body)
    if (!surrender(platform, order, null)) throw new Refused('4001', '订单状态不符合退保条件')
    return null
  },
}
