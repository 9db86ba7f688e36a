import { expect, test } from 'vitest'
import { ORDER_STATUSES } from '#contract/place-order.ts'
import { platformWord } from '#contract/platform-words.ts'
import { PlatformRefusal, PlatformUnknown } from './errors.ts'
import { labelsOf, placeLabel } from './labels.ts'
import {
  readAnswer,
  readInvoices,
  readMember,
  readOrderDetail,
  readPolicyFiles,
  readProduct,
} from './read.ts'

const data = (json: string) => readAnswer(200, `{"code":"0000","message":"成功","data":${json}}`)

test('reads both dialects of plans, with prices in fen and without floats', () => {
  const table = data(
    '{"productCode":"1","productName":"n","plans":[{"planCode":"30543","planName":"计划一","minPrice":"1.10"}]}',
  )
  const example = data(
    '{"productCode":"1","productName":"n","plans":[{"safeguardPlanName":"计划一","safeguardPlanCode":"30543","defaultMinPrice":1.10}]}',
  )
  const plans = [{ planCode: '30543', planName: '计划一', minPrice: 110 }]
  expect(readProduct(table).plans).toEqual(plans)
  expect(readProduct(example).plans).toEqual(plans)
})

test('reads both dialects of invoices and skips null, blank and duplicate ones', () => {
  expect(readInvoices(data('["http://a/1.pdf","http://a/1.pdf",""]'))).toEqual([
    { invoiceUrl: 'http://a/1.pdf', policyCodes: [] },
  ])
  expect(readInvoices(data('[{"invoiceUrl":"http://a/1.pdf","policyCode":"P1"}]'))).toEqual([
    { invoiceUrl: 'http://a/1.pdf', policyCodes: ['P1'] },
  ])
  for (const none of ['null', '{}', '""', '[]', '[null]']) expect(readInvoices(data(none))).toEqual([])
  expect(readInvoices(readAnswer(200, '{"code":"0000","message":"成功"}'))).toEqual([])
})

test('accepts one invoice without a list around it', () => {
  expect(readInvoices(data('{"invoiceUrl":"http://a/1.pdf","policyCode":"P1"}'))).toEqual([
    { invoiceUrl: 'http://a/1.pdf', policyCodes: ['P1'] },
  ])
  expect(readInvoices(data('"http://a/1.pdf"'))).toEqual([{ invoiceUrl: 'http://a/1.pdf', policyCodes: [] }])
})

test('a merged invoice names every policy it is for', () => {
  const list = [1, 2, 1].map((n) => `{"invoiceUrl":"http://a/1.pdf","policyCode":"P${n}"}`)
  expect(readInvoices(data(`[${list.join(',')}]`))).toEqual([
    { invoiceUrl: 'http://a/1.pdf', policyCodes: ['P1', 'P2'] },
  ])
})

test('a plan without a readable price keeps its code and name', () => {
  const plan = (price: string) =>
    readProduct(
      data(`{"productCode":"1","productName":"n","plans":[{"planCode":"9","planName":"计划"${price}}]}`),
    ).plans
  for (const price of ['', ',"minPrice":null', ',"minPrice":"面议"', ',"minPrice":""', ',"minPrice":{}'])
    expect(plan(price)).toEqual([{ planCode: '9', planName: '计划', minPrice: null }])
  expect(plan(',"minPrice":1E+2')).toEqual([{ planCode: '9', planName: '计划', minPrice: 10_000 }])
  expect(plan(',"minPrice":"1,000.00"')).toEqual([{ planCode: '9', planName: '计划', minPrice: 100_000 }])
})

test('every label of the table has an English word', () => {
  const labels = ORDER_STATUSES.flatMap((status) => labelsOf(status, {}))
  expect(labels.length).toBeGreaterThan(20)
  expect(labels.filter((label) => platformWord(label, 'en') === label)).toEqual([])
})

test('long numeric codes keep their digits, and flags may be text or number', () => {
  expect(readMember(data('{"memberId":10102107131911000100}'))).toEqual({ memberId: '10102107131911000100' })
  expect(readPolicyFiles(data('{"isGroup":"1"}')).isGroup).toBe(true)
  expect(readPolicyFiles(data('{"isGroup":0}')).isGroup).toBe(false)
})

test('reads amounts, labels and either name of document and phone from the order detail', () => {
  const detail = readOrderDetail(
    data(
      '{"orderStatus":"待支付","orderTotalAmt":36.5,"orderReduceAmt":"0","holderPhone":"1","holderCardNo":"2","isInvoice":"3","invoiceStatus":0,"insuredInfoList":[{"insuredPhone":"9","insuredFee":"18.25","policyCode":""}]}',
    ),
  )
  expect(detail).toMatchObject({
    orderTotalAmt: 3650,
    orderReduceAmt: 0,
    holderPhone: '1',
    holderCredNo: '2',
    isInvoice: 3,
  })
  expect(detail.insuredInfoList[0]).toMatchObject({ insuredMobile: '9', insuredFee: 1825, policyCode: null })
})

test('documented codes are refusals with their name', () => {
  for (const [code, reason] of [
    ['3000', 'no-such-product'],
    ['4001', 'cannot-be-surrendered'],
    ['0002', 'too-frequent'],
  ])
    expect(() => readAnswer(200, `{"code":"${code}","message":"不行","data":null}`)).toThrow(
      expect.objectContaining({ code, reason, platformMessage: '不行' }),
    )
  expect(() => readAnswer(403, '{"code":"5000","message":"x"}')).toThrow(PlatformRefusal)
})

test.each([
  [200, '<html>', 'not-json'],
  [200, '{"code":"0000","mess', 'not-json'],
  [200, '{"code":"7777","message":"?"}', 'unknown-code'],
  [200, '[]', 'unknown-code'],
  [500, '{"code":"0000","data":{}}', 'http-status'],
  [302, '', 'http-status'],
])('%i %s is unknown: neither success nor failure', (status, text, reason) => {
  expect(() => readAnswer(status, text)).toThrow(expect.objectContaining({ reason }))
})

test('0000 without the requested data is unknown', () => {
  expect(() => readMember(data('null'))).toThrow(PlatformUnknown)
  expect(() => readOrderDetail(data('{}'))).toThrow(PlatformUnknown)
})

test('places labels by the table and its extension; unknown labels move nothing', () => {
  expect(placeLabel('已承保', {})).toBe('issued')
  expect(placeLabel('退保审核中', { 退保审核中: 'surrendering' })).toBe('surrendering')
  expect(placeLabel('constructor', {})).toBeNull()
})

const HOSTILE = 'A\\u0000B\\u0007\\ud800\\n'
const detail = (fields: string) => readOrderDetail(data(`{"orderStatus":"已投保",${fields}}`))

test('removes control characters and lone surrogates from every text', () => {
  const order = detail(
    `"holderName":"${HOSTILE}","insuredInfoList":[{"insuredName":"${HOSTILE}","policyCode":"${HOSTILE}"}]`,
  )
  expect(order.holderName).toBe('AB')
  expect(order.insuredInfoList[0]).toMatchObject({ insuredName: 'AB', policyCode: 'AB' })
  expect(() => readAnswer(200, `{"code":"9999","message":"${HOSTILE}"}`)).toThrow(
    expect.objectContaining({ platformMessage: 'AB' }),
  )
})

test('cuts long text with an ellipsis between characters', () => {
  const { holderName } = detail(`"holderName":"${'𠮷'.repeat(4_000)}"`)
  expect(holderName).toHaveLength(199)
  expect(holderName?.isWellFormed()).toBe(true)
  expect(holderName?.endsWith('𠮷…')).toBe(true)
})

test('omits an identifier or address that is too long', () => {
  const long = '1'.repeat(4_000)
  const order = detail(
    `"orderCode":"${long}","insuredInfoList":[{"policyCode":"${long}","policyUrl":"http://a/${long}"}]`,
  )
  expect(order.orderCode).toBeNull()
  expect(order.insuredInfoList[0]).toMatchObject({ policyCode: null, policyUrl: null })
  expect(() => readMember(data(`{"memberId":"${long}"}`))).toThrow(PlatformUnknown)
})

test('an answer with more people than any order has is unknown', () => {
  expect(() => detail(`"insuredInfoList":[${'{},'.repeat(5_000)}{}]`)).toThrow(PlatformUnknown)
})
