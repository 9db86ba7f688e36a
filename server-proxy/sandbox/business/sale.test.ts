import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../server.ts'
import {
  call,
  control,
  distrCode,
  envelopeOf,
  listener,
  MEMBER,
  post,
  preOrder,
  reachable,
  register,
  until,
} from '../testing/client.ts'

let sandbox: Sandbox
let memberId: string
let ears: Awaited<ReturnType<typeof listener>>
const pace = { issue: 30, surrender: 30, refund: 60, invoice: 30, notify: 10, late: 250, retry: 30 }
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:', rateLimit: 10_000, pace })
  memberId = await register(sandbox.url)
})
beforeEach(async () => {
  ears = await listener()
})
afterEach(() => ears.close())
afterAll(() => sandbox.stop())

type Policy = { policyStatus: string; policyCode: string; invoiceUrl: string; insuredFee: unknown }
type Detail = {
  orderStatus: string
  orderCode: string
  orderTotalAmt: unknown
  orderReduceAmt: unknown
  isEnterprise: number
  invoiceStatus: number
  insuredInfoList: Policy[]
}

const ask = (path: string, body: Record<string, unknown>) => call(sandbox.url, path, body)
async function place(more: object = {}): Promise<{ url: string; tempOrderCode: string }> {
  const { data, message } = await ask('/api/order/addTemp', preOrder(memberId, { ...ears.urls, ...more }))
  if (!data) throw new Error(message)
  return data
}
const detail = async (tempOrderCode: string) =>
  (await ask('/api/order/getOrderDetail', { tempOrderCode, distrCode, memberId })).data as Detail
const act = (tempOrderCode: string, action: string, more: object = {}) =>
  control(sandbox.url, `/orders/${tempOrderCode}/actions`, { action, ...more })
async function reach(tempOrderCode: string, label: string): Promise<Detail> {
  return until(
    () => detail(tempOrderCode),
    (order) => order.orderStatus === label,
  )
}
async function issued(more: object = {}) {
  const placed = await place(more)
  await act(placed.tempOrderCode, 'pay')
  return { ...placed, ...(await reach(placed.tempOrderCode, '已承保')) }
}
const heard = (event: string) => ears.heard.filter(({ path }) => path === `/${event}`).map(({ body }) => body)

test('the customer confirms the first plan, or another named one', async () => {
  const { tempOrderCode } = await place()
  await act(tempOrderCode, 'confirm')
  expect(await detail(tempOrderCode)).toMatchObject({ orderTotalAmt: '5.20' })
  await act(tempOrderCode, 'confirm', { planCode: '30544' })
  expect(await detail(tempOrderCode)).toMatchObject({ orderTotalAmt: '14.00' })
})

test('answers a total after the reduction when set so', async () => {
  const { tempOrderCode } = await place({ productCode: '900161' })
  await act(tempOrderCode, 'confirm')
  const before = await detail(tempOrderCode)
  await control(sandbox.url, '/settings', { amountIs: 'net' })
  const after = await detail(tempOrderCode)
  await control(sandbox.url, '/settings', { amountIs: 'gross' })
  const [total, reduction, net] = [before.orderTotalAmt, before.orderReduceAmt, after.orderTotalAmt].map(
    Number,
  )
  expect(net).toBeCloseTo((total ?? 0) - (reduction ?? 0))
  expect(reduction).toBeGreaterThan(0)
})

test('a sale goes from pre-order to order, payment and policies with one notification each', async () => {
  const order = preOrder(memberId, ears.urls)
  const { data } = await ask('/api/order/addTemp', order)
  const { tempOrderCode, url } = data as { tempOrderCode: string; url: string }
  expect(tempOrderCode).toMatch(/^TE\d{16}$/)
  expect(url).toMatch(/^http:\/\/localhost:\d+\/pages\/insure\/[\w-]{24}$/)
  const by = { tempOrderCode, distrCode, memberId }
  expect((await ask('/api/order/getOrderDetail', by)).code).toBe('1000')

  await act(tempOrderCode, 'confirm')
  expect(await detail(tempOrderCode)).toMatchObject({
    orderStatus: '待支付',
    orderTotalAmt: '5.20',
    isEnterprise: 0,
    invoiceStatus: 0,
  })
  expect((await ask('/api/policy/getPolicyUrl', by)).code).toBe('1001')
  await act(tempOrderCode, 'pay')
  const paid = await reach(tempOrderCode, '已承保')
  expect(paid.insuredInfoList).toMatchObject([
    { insuredName: '李雷', insuredCardType: '身份证', insuredCardNo: '110*****9X', policyStatus: '已承保' },
    { insuredName: '韩梅梅', insuredGender: '女', insuredFee: '2.60', policyStatus: '已承保' },
  ])
  const notices = await until(
    () => heard('deliver'),
    (list) => list.length === 2,
  )
  const codes = paid.insuredInfoList.map(({ policyCode }) => policyCode)
  expect(notices).toEqual(
    codes.map((policyCode) => ({
      outSerialNo: order['outSerialNo'],
      orderCode: paid.orderCode,
      tempOrderCode,
      policyCode,
      success: true,
    })),
  )
  const files = (await ask('/api/policy/getPolicyUrl', by)).data as {
    isGroup: string
    policyDetailList: { policyUrl: string; certificateUrl: string }[]
  }
  expect(files.isGroup).toBe('0')
  for (const address of files.policyDetailList.flatMap((one) => [one.policyUrl, one.certificateUrl])) {
    const file = await fetch(reachable(address))
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
})

test('an invoice is applied for once, made a little later, and shown by 7.3 and 7.11', async () => {
  const { tempOrderCode, orderCode } = await issued()
  const form = { memberId, orderCode, invoiceType: 2, invoiceTitle: '甲公司' }
  const apply = async (more: object = {}) => (await ask('/api/order/applyInvoice', { ...form, ...more })).code
  expect(await apply()).toBe('9999')
  expect(await apply({ taxpayerNo: '91320594MA1XYZ1234' })).toBe('0000')
  expect(await apply({ taxpayerNo: '91320594MA1XYZ1234' })).toBe('9999')
  const done = await until(
    () => detail(tempOrderCode),
    ({ invoiceStatus }) => invoiceStatus === 1,
  )
  const { data } = await ask('/api/order/getInvoiceUrl', { memberId, orderCode })
  const [invoice] = data as { invoiceUrl: string; policyCode: string }[]
  expect(invoice?.invoiceUrl).toBe(done.insuredInfoList[0]?.invoiceUrl)
  expect((await fetch(reachable(invoice?.invoiceUrl ?? ''))).status).toBe(200)
  const without = await issued({ productCode: '200733' })
  expect(await apply({ orderCode: without.orderCode, invoiceType: 1 })).toBe('9999')
})

test('policies are surrendered one by one or all, refunded, and never twice', async () => {
  const { tempOrderCode, orderCode, insuredInfoList } = await issued()
  const policyCodes = [insuredInfoList[0]?.policyCode ?? '']
  const some = { policyCodes, distrCode, memberId }
  expect((await ask('/api/policy/surrenderByPolicyCode', some)).code).toBe('0000')
  expect((await ask('/api/policy/surrenderByPolicyCode', some)).code).toBe('4001')
  expect((await ask('/api/policy/surrenderByPolicyCode', { ...some, policyCodes: ['P0'] })).code).toBe('1000')
  const part = await until(
    () => detail(tempOrderCode),
    (order) => order.insuredInfoList[0]?.policyStatus === '已退保',
  )
  expect([part.orderStatus, part.insuredInfoList[1]?.policyStatus]).toEqual(['已承保', '已承保'])

  const whole = await issued()
  const by = { orderCode: whole.orderCode, distrCode, memberId }
  expect((await ask('/api/policy/surrenderByOrderCode', by)).code).toBe('0000')
  expect((await ask('/api/policy/surrenderByOrderCode', by)).code).toBe('4001')
  await reach(whole.tempOrderCode, '已退款')
  expect(heard('return')).toHaveLength(3)
  await until(
    () => heard('refund'),
    (list) => list.some((body) => body['orderCode'] === whole.orderCode && body['refundAmt'] === 5.2),
  )
  expect(orderCode).not.toBe(whole.orderCode)
})

test('7.10 ends the rest of a partly surrendered order', async () => {
  const { tempOrderCode, orderCode, insuredInfoList } = await issued()
  const policyCodes = [insuredInfoList[0]?.policyCode ?? '']
  await ask('/api/policy/surrenderByPolicyCode', { policyCodes, distrCode, memberId })
  const by = { orderCode, distrCode, memberId }
  expect((await ask('/api/policy/surrenderByOrderCode', by)).code).toBe('0000')
  expect((await ask('/api/policy/surrenderByOrderCode', by)).code).toBe('4001')
  await reach(tempOrderCode, '已退款')
})

test('named policies are surrendered all together or not at all', async () => {
  const [one, other] = [await issued(), await issued()]
  await act(other.tempOrderCode, 'surrender')
  const policyCodes = [one, other].map(({ insuredInfoList }) => insuredInfoList[0]?.policyCode)
  const by = { policyCodes, distrCode, memberId }
  expect((await ask('/api/policy/surrenderByPolicyCode', by)).code).toBe('4001')
  expect((await detail(one.tempOrderCode)).insuredInfoList[0]?.policyStatus).toBe('已承保')
})

test('refuses a surrender once the cover has begun', async () => {
  const { orderCode } = await issued()
  await control(sandbox.url, '/settings', { clockOffsetMs: 31 * 86_400_000 })
  const at = Date.now() + 31 * 86_400_000
  const body = { orderCode, distrCode, memberId }
  const late = await post(sandbox.url, '/api/policy/surrenderByOrderCode', envelopeOf(body, at))
  await control(sandbox.url, '/settings', { clockOffsetMs: 0 })
  expect(await late.json()).toMatchObject({ code: '4001' })
})

test('credit: the order waits for 7.7, which deducts, issues, and works once', async () => {
  const { tempOrderCode } = await place({ payType: 1 })
  const pay = async (txnStatus: number) =>
    (await ask('/api/pay/outNotify', { tempOrderCode, distrCode, memberId, txnStatus })).code
  expect(await pay(2)).toBe('1000')
  await act(tempOrderCode, 'confirm')
  const creditOf = async () => {
    const { members } = await control<{ members: { credit: number }[] }>(sandbox.url, '/members')
    return members[0]?.credit ?? 0
  }
  const before = await creditOf()
  expect(await pay(1)).toBe('0000')
  expect((await detail(tempOrderCode)).orderStatus).toBe('待支付')
  expect(await pay(-1)).toBe('0000')
  expect((await detail(tempOrderCode)).orderStatus).toBe('支付失败')
  await control(sandbox.url, `/members/${memberId}`, { credit: 100 })
  expect(await pay(2)).toBe('9999')
  await control(sandbox.url, `/members/${memberId}`, { credit: before })
  expect([await pay(2), await pay(2), await pay(-1)]).toEqual(['0000', '0000', '9999'])
  expect(await creditOf()).toBe(before - 520)
  await reach(tempOrderCode, '已承保')
  await act(tempOrderCode, 'surrender')
  await reach(tempOrderCode, '已退款')
  expect(await creditOf()).toBe(before)
})

test('the other dialect', async () => {
  await control(sandbox.url, '/settings', { dialect: 'example' })
  const product = await ask('/api/product/getDistrProductDetail', { productCode: '200207', memberId })
  expect(product.data).toMatchObject({
    plans: [{ safeguardPlanCode: '30543', safeguardPlanName: '计划一', defaultMinPrice: '1.0' }, {}],
  })
  const order = await issued()
  expect([order.orderTotalAmt, order.insuredInfoList[0]?.insuredFee]).toEqual([5.2, 2.6])
  const { data } = await ask('/api/order/getInvoiceUrl', { memberId, orderCode: order.orderCode })
  expect(data).toBeNull()
  await control(sandbox.url, '/settings', { dialect: 'table' })
})

test('a group has one policy, and an enterprise can be the holder', async () => {
  const group = await issued({ productCode: '900122' })
  expect(new Set(group.insuredInfoList.map(({ policyCode }) => policyCode)).size).toBe(1)
  expect(group).toMatchObject({
    isGroup: 1,
    isEnterprise: 1,
    enterpriseName: MEMBER.company,
    holderName: null,
  })
  await until(
    () => heard('deliver'),
    (list) => list.length === 1,
  )
})

test('magic products misbehave as named', async () => {
  const failed = await place({ productCode: '900111' })
  await act(failed.tempOrderCode, 'pay')
  await reach(failed.tempOrderCode, '投保失败')
  const [notice] = await until(
    () => heard('deliver'),
    (list) => list.length === 1,
  )
  expect(notice).toMatchObject({ success: false, policyCode: '' })
  const part = await issued({ productCode: '900112' })
  expect(part.insuredInfoList.map(({ policyStatus }) => policyStatus)).toEqual(['已承保', '投保失败'])
  const unknown = await place({ productCode: '900132' })
  await act(unknown.tempOrderCode, 'pay')
  await reach(unknown.tempOrderCode, '核保通过')
  expect((await place({ productCode: '900143' })).url).toBe('javascript:alert(document.domain)')
  expect((await place({ productCode: '900141' })).url).toMatch(/^\/\/localhost:/)
  const reduced = await issued({ productCode: '900161' })
  expect([reduced.orderTotalAmt, reduced.orderReduceAmt]).toEqual(['6.00', '0.60'])
  const refused = await issued({ productCode: '900171' })
  const by = { orderCode: refused.orderCode, distrCode, memberId }
  expect((await ask('/api/policy/surrenderByOrderCode', by)).code).toBe('4001')
})

test('7.11 answers a chosen label', async () => {
  const { tempOrderCode } = await issued()
  await act(tempOrderCode, 'label', { label: '再保险审核' })
  expect((await detail(tempOrderCode)).orderStatus).toBe('再保险审核')
  await act(tempOrderCode, 'label', { label: null })
  expect((await detail(tempOrderCode)).orderStatus).toBe('已承保')
})
