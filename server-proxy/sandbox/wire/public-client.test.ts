import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDay } from '#contract/days.ts'
import { type Sandbox, startSandbox } from '../server.ts'
import { SANDBOX_KEYS } from '../test-keys.ts'
import { bindFields } from './fields.ts'
import { parseTexts } from './sign.ts'
import { type Answer, control, distrCode, envelopeOf, MEMBER, post, until } from '../testing/client.ts'

/*
 * The examples of the public PHP client with its value types: member numbers as integers, payType as a
 * string, invoiceType as an integer. It always sends an ip. People and addresses are invented.
 */
let sandbox: Sandbox
beforeAll(async () => {
  const pace = { issue: 20, surrender: 20, refund: 20, invoice: 20, notify: 10 }
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:', rateLimit: 400, pace })
})
afterAll(() => sandbox.stop())

async function asTheClient(path: string, body: Record<string, unknown>): Promise<Answer> {
  const envelope = { ...envelopeOf(body), ip: '127.0.0.1' }
  return (await (await post(sandbox.url, path, envelope)).json()) as Answer
}
const mobile = '13800138000'
const { employeeCode, invitateCode } = SANDBOX_KEYS

async function registered(): Promise<number> {
  const { province, city, address, company } = MEMBER
  const body = {
    distrCode,
    mobile,
    employeeCode,
    invitateCode,
    company,
    province,
    city,
    contact: '王小明',
    address,
  }
  const { data } = await asTheClient('/api/member/register', body)
  return Number((data as { memberId: string }).memberId)
}

const holder = {
  holderName: '李雷',
  holderCardType: '1',
  holderCardNo: '11010119900307109X',
  holderBirthday: '1990-03-07',
  holderGender: 'M',
  holderMobile: '13900139000',
  holderEmail: 'li.lei@example.com',
}
const day = addDays(shanghaiDay(Date.now()), 7)
const outSerialNo = 'GP20218811000018'
const orderTemp = (memberId: number) => ({
  distrCode,
  mobile,
  memberId: String(memberId),
  outSerialNo,
  payType: '2',
  productCode: '200208',
  productName: '远山境内自由行',
  deliverNotifyUrl: 'http://127.0.0.1:9/index/deliver',
  returnNotifyUrl: 'http://127.0.0.1:9/index/return',
  refundNotifyUrl: 'http://127.0.0.1:9/index/refund',
  returnPage: `http://127.0.0.1:9/index/return_page?no=${outSerialNo}`,
  holderInfo: holder,
  insuredInfoList: [
    {
      insuredName: '李雷',
      insuredCardType: '1',
      insuredCardNo: '11010119900307109X',
      insuredBirthday: '1990-03-07',
      insuredGender: 'M',
    },
  ],
  safeguardStartTime: day,
  safeguardEndTime: day,
})

test('accepts the public client’s examples with its types', async () => {
  const memberId = await registered()
  expect(memberId).toBeGreaterThan(100_000)
  const product = await asTheClient('/api/product/getDistrProductDetail', {
    productCode: '200208',
    memberId: String(memberId),
  })
  expect(product.code).toBe('0000')
  const placed = await asTheClient('/api/order/addTemp', orderTemp(memberId))
  expect(placed.code).toBe('0000')
  const { tempOrderCode } = placed.data as { tempOrderCode: string }
  await control(sandbox.url, `/orders/${tempOrderCode}/actions`, { action: 'pay' })
  type Detail = { orderStatus: string; orderCode: string; insuredInfoList: { policyCode: string }[] }
  const detail = await until(
    async () =>
      (await asTheClient('/api/order/getOrderDetail', { distrCode, memberId, tempOrderCode })).data as Detail,
    ({ orderStatus }) => orderStatus === '已承保',
  )
  const { orderCode } = detail
  const list = await asTheClient('/api/order/getOrderListUrl', { distrCode, memberId, account: mobile })
  expect(list.code).toBe('0000')
  const invoice = { memberId, orderCode, invoiceType: 1, invoiceTitle: '李雷' }
  expect((await asTheClient('/api/order/applyInvoice', invoice)).code).toBe('0000')
  expect((await asTheClient('/api/order/getInvoiceUrl', { memberId, orderCode })).code).toBe('0000')
  const end = { orderCode, memberId, distrCode }
  expect((await asTheClient('/api/policy/surrenderByOrderCode', end)).code).toBe('0000')
})

test('binds an order number and a status from numbers and text', async () => {
  const memberId = await registered()
  const credit = { ...orderTemp(memberId), memberId, payType: 1, outSerialNo: 20218811000019 }
  const { data, message } = await asTheClient('/api/order/addTemp', credit)
  expect(message).toBe('成功')
  const { tempOrderCode } = data as { tempOrderCode: string }
  await control(sandbox.url, `/orders/${tempOrderCode}/actions`, { action: 'confirm' })
  const paid = { tempOrderCode, txnStatus: '2', memberId, distrCode }
  expect((await asTheClient('/api/pay/outNotify', paid)).code).toBe('0000')
})

test('a long number given for a String keeps its digits', () => {
  const body = '{"tempOrderCode":10102107131911000100,"distrCode":"x","memberId":1}'
  expect(bindFields('getOrderDetail', parseTexts(body) as Record<string, unknown>)).toEqual({
    tempOrderCode: '10102107131911000100',
    distrCode: 'x',
    memberId: '1',
  })
})
