import { afterAll, beforeAll, expect, test } from 'vitest'
import vectors from '../../gateway/vectors.json' with { type: 'json' }
import { type Sandbox, startSandbox } from '../server.ts'
import {
  call,
  control,
  envelopeOf,
  MEMBER,
  post,
  preOrder,
  register,
  seal,
  signOf,
} from '../testing/client.ts'
import { decryptBody } from './seal.ts'
import { parseAsJava, s1Of, signOf as signOfS1 } from './sign.ts'

let sandbox: Sandbox
let memberId: string
let at = Date.now()
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:', rateLimit: 400, now: () => at })
  memberId = await register(sandbox.url)
})
afterAll(() => sandbox.stop())

const PRODUCT = '/api/product/getDistrProductDetail'
const product = () => ({ productCode: '200207', memberId })
const codeOf = async (envelope: unknown, path = PRODUCT) => {
  const { code } = (await (await post(sandbox.url, path, envelope)).json()) as { code: string }
  return code
}

test('known answers decrypt and give the known S1 and sign', () => {
  for (const { body, plaintext, requestBody, desKey, md5SecretKey, s1Upper, sign } of vectors) {
    expect(decryptBody(requestBody, desKey)).toBe(plaintext)
    const s1 = s1Of(parseAsJava(plaintext) as typeof body, 'java')
    expect(s1.toUpperCase()).toBe(s1Upper)
    expect(signOfS1(s1, md5SecretKey)).toBe(sign)
  }
})

test('signs numbers as written', () => {
  expect(s1Of(parseAsJava('{"b":1.0,"a":[1e2,{"c":-0,"d":null}],"e":0}') as object as never, 'java')).toBe(
    'a=[1e2, {c=-0, d=null}]&b=1.0&e=0',
  )
})

test('answers 0000 to a valid call, as JSON and as form, with the platform clock in Date', async () => {
  const answer = await post(sandbox.url, PRODUCT, envelopeOf(product()))
  expect(Date.parse(answer.headers.get('date') ?? '')).toBeCloseTo(at, -4)
  expect(await answer.json()).toMatchObject({ code: '0000', data: { productCode: '200207' } })
  const form = new URLSearchParams(envelopeOf(product()) as Record<string, string>)
  const asForm = await fetch(`http://127.0.0.1:${sandbox.port}${PRODUCT}`, { method: 'POST', body: form })
  expect(await asForm.json()).toMatchObject({ code: '0000' })
})

test('each fault of an envelope has its code', async () => {
  const sound = () => envelopeOf(product())
  expect(await codeOf({ ...sound(), accessToken: 'other' })).toBe('5000')
  expect(await codeOf({ ...sound(), timestamp: at - 301_000 })).toBe('2008')
  expect(await codeOf({ ...sound(), timestamp: at + 301_000 })).toBe('2008')
  expect(await codeOf({ ...sound(), timestamp: at - 299_000 })).toBe('0000')
  expect(await codeOf({ ...sound(), timestamp: 'soon' })).toBe('2008')
  expect(await codeOf({ ...sound(), nonce: '' })).toBe('2008')
  expect(await codeOf({ ...sound(), nonce: 'n'.repeat(65) })).toBe('2008')
  expect(await codeOf({ ...sound(), version: '2.0' })).toBe('2008')
  expect(await codeOf({ ...sound(), version: '1.0.0' })).toBe('0000')
  expect(await codeOf({ ...sound(), version: undefined })).toBe('0000')
  expect(await codeOf({ ...sound(), ip: '1'.repeat(33) })).toBe('2008')
  expect(await codeOf({ ...sound(), requestBody: 'not base64!' })).toBe('2009')
  expect(await codeOf({ ...sound(), requestBody: seal(JSON.stringify(product()), 'otherkey') })).toBe('2009')
  expect(await codeOf({ ...sound(), requestBody: seal('[1]') })).toBe('2009')
  expect(await codeOf({ ...sound(), sign: signOf({ ...product(), productCode: '200208' }) })).toBe('2000')
  expect(await codeOf({ ...sound(), sign: String(sound()['sign']).toUpperCase() })).toBe('2000')
  expect(await codeOf('no object')).toBe('2008')
})

test('accepts a nonce once', async () => {
  const envelope = envelopeOf(product())
  expect([await codeOf(envelope), await codeOf(envelope)]).toEqual(['0000', '2008'])
})

test('a moved clock makes valid calls too old', async () => {
  await control(sandbox.url, '/settings', { clockOffsetMs: 400_000 })
  expect(await codeOf(envelopeOf(product()))).toBe('2008')
  await control(sandbox.url, '/settings', undefined, 'DELETE')
  expect(await codeOf(envelopeOf(product()))).toBe('0000')
})

test('accepts lists signed by index only when set so', async () => {
  const body = { policyCodes: ['a', 'b'], distrCode: MEMBER.distrCode, memberId }
  const path = '/api/policy/surrenderByPolicyCode'
  expect((await call(sandbox.url, path, body)).code).toBe('1000')
  await control(sandbox.url, '/settings', { listSign: 'indexed' })
  expect((await call(sandbox.url, path, body)).code).toBe('2000')
  const indexed = { ...envelopeOf(body), sign: signOf({ ...body, policyCodes: { 0: 'a', 1: 'b' } }) }
  expect(await codeOf(indexed, path)).toBe('1000')
  await control(sandbox.url, '/settings', { listSign: 'java' })
})

test('a list of objects has one sign under both settings', async () => {
  for (const listSign of ['java', 'indexed']) {
    await control(sandbox.url, '/settings', { listSign })
    expect((await call(sandbox.url, '/api/order/addTemp', preOrder(memberId))).code).toBe('0000')
  }
  await control(sandbox.url, '/settings', { listSign: 'java' })
})

test('names a field that is missing, too long or of another type', async () => {
  const messageOf = async (body: object, path = '/api/order/addTemp') => {
    const { code, message } = await call(sandbox.url, path, body as Record<string, unknown>)
    return `${code} ${message}`
  }
  const order = preOrder(memberId)
  expect(await messageOf({ ...order, outSerialNo: '' })).toBe('9999 参数outSerialNo不能为空')
  expect(await messageOf({ ...order, productName: '长'.repeat(33) })).toBe(
    '9999 参数productName长度不能超过32',
  )
  expect(await messageOf({ ...order, payType: 'cash' })).toBe('9999 参数payType类型应为int')
  expect(await messageOf({ ...order, payType: 3 })).toBe('9999 参数payType只能为1、2')
  expect(await messageOf({ ...order, safeguardStartTime: '2026-02-30' })).toContain('yyyy-MM-dd')
  expect(await messageOf({ ...order, insuredInfoList: [{ insuredName: '名'.repeat(33) }] })).toBe(
    '9999 参数insuredInfoList[0].insuredName长度不能超过32',
  )
  expect(await messageOf({ ...order, returnPage: 'javascript:alert(1)' })).toContain('returnPage')
  expect(await messageOf({ ...order, payType: 1, refundNotifyUrl: '' })).toContain('refundNotifyUrl')
  const invoice = { memberId, orderCode: 'I1', invoiceType: 2, invoiceTitle: '甲' }
  expect(await messageOf(invoice, '/api/order/applyInvoice')).toBe('1000 订单不存在')
})

test('each unknown subject has its code', async () => {
  const { url } = sandbox
  expect((await call(url, PRODUCT, { productCode: '1', memberId })).code).toBe('3000')
  expect((await call(url, PRODUCT, { ...product(), planCode: '1' })).code).toBe('3000')
  expect((await call(url, PRODUCT, { ...product(), memberId: '1' })).code).toBe('9999')
  const detail = { tempOrderCode: 'TE1', distrCode: MEMBER.distrCode, memberId }
  expect((await call(url, '/api/order/getOrderDetail', detail)).code).toBe('1000')
  expect((await call(url, '/api/order/getOrderDetail', { ...detail, distrCode: 'x' })).code).toBe('9999')
  expect(await register(url)).toBe(memberId)
})

test('accepts 400 calls in any 60 seconds, and not one more', async () => {
  at += 120_000
  const codes = await Promise.all(Array.from({ length: 410 }, () => codeOf(envelopeOf(product(), at))))
  expect(codes.filter((code) => code === '0000')).toHaveLength(400)
  expect(codes.filter((code) => code === '0002')).toHaveLength(10)
  at += 59_000
  expect(await codeOf(envelopeOf(product(), at))).toBe('0002')
  at += 1_100
  expect(await codeOf(envelopeOf(product(), at))).toBe('0000')
})
