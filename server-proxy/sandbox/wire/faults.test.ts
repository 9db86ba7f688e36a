import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../server.ts'
import { call, control, envelopeOf, MEMBER, post, preOrder, register } from '../testing/client.ts'

let sandbox: Sandbox
let memberId: string
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:' })
  memberId = await register(sandbox.url)
})
afterEach(() => control(sandbox.url, '/faults', undefined, 'DELETE'))
afterAll(() => sandbox.stop())

const PRODUCT = '/api/product/getDistrProductDetail'
const arm = (fault: object) =>
  control(sandbox.url, '/faults', { interface: 'getDistrProductDetail', ...fault })
const ask = (signal?: AbortSignal) =>
  post(sandbox.url, PRODUCT, envelopeOf({ productCode: '200207', memberId }), signal)
const isSound = async () => ((await (await ask()).json()) as { code: string }).code === '0000'

test('each fault behaves as named, once', async () => {
  for (const [fault, seen] of Object.entries({
    html: /<h1>502/,
    cut: /^\{"code":"0000"[^}]*$/,
    empty: /^$/,
    '500': /Internal Server Error/,
    'unknown-code': /"7777"/,
  })) {
    await arm({ fault })
    const answer = await ask()
    expect(await answer.text()).toMatch(seen)
    expect(answer.status).toBe(fault === '500' ? 500 : 200)
    expect(await isSound()).toBe(true)
  }
  await arm({ fault: 'code', code: '0002' })
  expect(await (await ask()).json()).toEqual({ code: '0002', message: '接口请求频繁', data: null })
  await arm({ fault: 'answer', body: '{"code":0}', status: 203, contentType: 'text/plain' })
  const own = await ask()
  expect([own.status, await own.text()]).toEqual([203, '{"code":0}'])
  for (const fault of ['reset', 'lost']) {
    await arm({ fault })
    await expect(ask()).rejects.toThrow('fetch failed')
  }
  await arm({ fault: 'delay', ms: 120 })
  const started = performance.now()
  expect(await isSound()).toBe(true)
  expect(performance.now() - started).toBeGreaterThan(110)
})

test('a hang answers nothing and a drip never ends', async () => {
  await arm({ fault: 'hang' })
  await expect(ask(AbortSignal.timeout(150))).rejects.toThrow('timeout')
  await arm({ fault: 'drip' })
  const answer = await ask(AbortSignal.timeout(400))
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow('timeout')
})

test('a lost answer was acted on and a reset was not', async () => {
  const order = preOrder(memberId)
  const place = () => call(sandbox.url, '/api/order/addTemp', order)
  await control(sandbox.url, '/faults', { interface: 'addTemp', fault: 'reset' })
  await expect(place()).rejects.toThrow('fetch failed')
  await control(sandbox.url, '/faults', { interface: 'addTemp', fault: 'lost' })
  await expect(place()).rejects.toThrow('fetch failed')
  expect(await place()).toMatchObject({ code: '9999', message: '外部流水号已存在' })
})

test('a fault lasts as often as set, hits only its interface, and can be cleared', async () => {
  await arm({ fault: 'code', times: 2 })
  const member = await call(sandbox.url, '/api/member/register', MEMBER)
  expect(member.code).toBe('0000')
  expect([await isSound(), await isSound(), await isSound()]).toEqual([false, false, true])
  const { id } = (await arm({ interface: '*', fault: 'code', times: 'always' })) as { id: number }
  expect([await isSound(), await isSound()]).toEqual([false, false])
  await control(sandbox.url, `/faults/${id}`, undefined, 'DELETE')
  expect(await isSound()).toBe(true)
  expect(await arm({ fault: 'nothing-known' })).toMatchObject({ error: expect.stringContaining('fault') })
})

test('magic inputs are a product code, a mobile, and once an e-mail', async () => {
  const { url } = sandbox
  expect((await call(url, PRODUCT, { productCode: 'X-2009', memberId })).code).toBe('2009')
  await expect(call(url, PRODUCT, { productCode: 'X-RESET', memberId })).rejects.toThrow('fetch failed')
  expect((await call(url, '/api/member/register', { ...MEMBER, mobile: '19900005000' })).code).toBe('5000')
  const holderInfo = { holderName: '李雷', holderEmail: 'lost+1@addtemp.test' }
  const order = preOrder(memberId, { holderInfo })
  await expect(call(url, '/api/order/addTemp', order)).rejects.toThrow('fetch failed')
  expect((await call(url, '/api/order/addTemp', { ...order, outSerialNo: 'another' })).code).toBe('0000')
})

test('logs every call with its parts', async () => {
  await ask()
  const { calls } = await control<{ calls: Record<string, unknown>[] }>(
    sandbox.url,
    '/calls?interface=getDistrProductDetail',
  )
  expect(calls[0]).toMatchObject({
    code: '0000',
    bodyText: `{"productCode":"200207","memberId":"${memberId}"}`,
    s1: `memberId=${memberId}&productCode=200207`,
  })
})
