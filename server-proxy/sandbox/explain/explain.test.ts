import { createCipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { SANDBOX_KEYS } from '../test-keys.ts'
import { envelopeOf, java, preOrder, s1, seal } from '../testing/client.ts'
import { explain } from './explain.ts'

const now = Date.now()
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const twice = (text: string) => md5(md5(text))
const key = SANDBOX_KEYS.md5SecretKey
const body = { ...preOrder('107084'), refundNotifyUrl: '', outSerialNo: 'Straße-1' }
const S1 = s1(body)

const judge = (text: string) =>
  explain(text, { keys: SANDBOX_KEYS, now, listSign: 'java', knowsNonce: (nonce) => nonce === 'used' })
const judgeWith = (more: object) => judge(JSON.stringify({ ...envelopeOf(body, now), ...more }))
const failed = (text: string) =>
  judge(text)
    .steps.filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name} ${detail}`)

test('a valid request passes every check, as JSON, as a form and within a command', () => {
  const envelope = envelopeOf(body, now)
  const json = JSON.stringify(envelope)
  const form = new URLSearchParams(envelope as Record<string, string>)
  const command = `curl -X POST http://localhost/api/order/addTemp -H 'content-type: application/json' -d '${json}'`
  for (const text of [json, form.toString(), command]) expect(failed(text)).toEqual([])
  expect(judge(json)).toMatchObject({ s1: S1, s2: S1.toUpperCase() + key, hints: [] })
})

test.each([
  ['只做了一次 MD5', md5(S1.toUpperCase() + key)],
  ['S1 没有转大写', twice(S1 + key)],
  ['密钥也转成了大写', twice((S1 + key).toUpperCase())],
  ['第一次的结果转成了大写', md5(md5(S1.toUpperCase() + key).toUpperCase())],
  ['&key=', twice(`${S1.toUpperCase()}&key=${key}`)],
  ['没有加 md5SecretKey', twice(S1.toUpperCase())],
  ['空值字段也参与', twice(withEmpties().toUpperCase() + key)],
  ['没有按名称排序', twice(unsorted().toUpperCase() + key)],
  ['JSON 文本', twice(asJson().toUpperCase() + key)],
  ['sign 用了大写', twice(S1.toUpperCase() + key).toUpperCase()],
  ['列表里的对象也按下标', twice(indexed().toUpperCase() + key)],
  ['只转大写了 ASCII', twice(S1.replace(/[a-z]/g, (letter) => letter.toUpperCase()) + key)],
  ['不是同一份', twice('something else')],
])('names why a sign is wrong: %s', (hint, sign) => {
  const { steps, hints } = judgeWith({ sign })
  expect(steps.find(({ ok }) => !ok)?.detail).toContain('2000')
  expect(hints.join()).toContain(hint)
})

test('names a list of strings signed in the other form', () => {
  const codes = { policyCodes: ['a', 'b'], memberId: '1', distrCode: 'D' }
  const sign = twice(s1({ ...codes, policyCodes: { 0: 'a', 1: 'b' } }).toUpperCase() + key)
  expect(judge(JSON.stringify({ ...envelopeOf(codes, now), sign })).hints.join()).toContain('列表的写法不同')
})

function withEmpties() {
  return s1({ ...body, refundNotifyUrl: ' ' }).replace('refundNotifyUrl= ', 'refundNotifyUrl=')
}
function unsorted() {
  return Object.entries(body)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${java(value)}`)
    .join('&')
}
function asJson() {
  const nested = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ])
  return s1(Object.fromEntries(nested) as typeof body)
}
function indexed() {
  const list = (body as unknown as { insuredInfoList: object[] }).insuredInfoList
  return s1({ ...body, insuredInfoList: Object.fromEntries(list.entries()) })
}

test('says why a body does not decrypt', () => {
  const text = JSON.stringify(body)
  const single = Buffer.from('sandbox1'.repeat(3))
  const cbc = createCipheriv('des-ede3-cbc', single, Buffer.alloc(8))
  const inCbc = Buffer.concat([cbc.update(text), cbc.final()]).toString('base64')
  const hintOf = (requestBody: string) => judgeWith({ requestBody }).hints.join()
  expect(hintOf(seal(text, 'wrong-key'))).toContain('密钥不对')
  expect(hintOf(inCbc)).toContain('CBC')
  expect(hintOf(Buffer.from(seal(text), 'base64').toString('hex'))).toContain('十六进制')
  expect(hintOf(seal(text).replaceAll('+', ' '))).toContain('%2B')
  expect(hintOf(seal(text).slice(0, -12))).toMatch(/截断|PKCS5/)
})

test('names time, nonce, token and fields, and uses up no nonce', () => {
  const { steps, hints } = judgeWith({ accessToken: 'x', timestamp: now - 400_000, nonce: 'used' })
  expect(steps.filter(({ ok }) => !ok).map(({ detail }) => detail.slice(0, 4))).toEqual(['5000', '2008'])
  expect(hints.join()).toContain('已经用过')
  const long = { ...body, productName: '长'.repeat(40), extra: 1 }
  const judged = judge(JSON.stringify(envelopeOf(long, now)))
  expect(judged.steps.at(-1)).toMatchObject({ ok: false, detail: '9999 参数productName长度不能超过32' })
  expect(judged.hints.join()).toContain('extra')
  expect(failed('hello')).toEqual(['报文 2008 既不是JSON对象，也不是表单'])
})
