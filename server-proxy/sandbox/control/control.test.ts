import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRODUCTS } from '../business/catalogue.ts'
import { SCENARIO_CHOICES } from '../business/scenario.ts'
import { type Sandbox, startSandbox } from '../server.ts'
import { SANDBOX_KEYS } from '../test-keys.ts'
import { call, control, distrCode, envelopeOf, preOrder, register } from '../testing/client.ts'
import { FAULT_KINDS } from '../wire/faults.ts'
import { INTERFACE_NAMES } from '../wire/fields.ts'

let sandbox: Sandbox
let memberId: string
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:', pace: { issue: 1_000_000 } })
  memberId = await register(sandbox.url)
})
afterAll(() => sandbox.stop())

async function open(path: string, form?: Record<string, string>) {
  const answer = await fetch(`http://127.0.0.1:${sandbox.port}${path}`, {
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  })
  return { status: answer.status, text: await answer.text() }
}
const product = { productCode: '200207' }
const ask = async () =>
  (await call(sandbox.url, '/api/product/getDistrProductDetail', { ...product, memberId })).code

test('the README names every fault, setting and magic input', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const settings = Object.entries(SCENARIO_CHOICES).flatMap(([name, [, ...odd]]) =>
    odd.map((choice) => `\`${name}: ${choice}\``),
  )
  const words = [
    ...INTERFACE_NAMES,
    ...FAULT_KINDS.map((kind) => `\`${kind}\``),
    ...settings,
    ...PRODUCTS.map(({ productCode }) => productCode),
    ...Object.values(SANDBOX_KEYS),
  ]
  expect(words.filter((word) => !readme.includes(word))).toEqual([])
})

test('sets faults and settings by form', async () => {
  await open('/sandbox/faults', {
    interface: 'getDistrProductDetail',
    fault: 'code',
    code: '0002',
    times: '1',
  })
  expect([await ask(), await ask()]).toEqual(['0002', '0000'])
  const wrong = await open('/sandbox/faults', { interface: 'nothing', fault: 'code', times: '1' })
  expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('interface')])
  const settings = { clockOffset: '-900', rateLimit: '400', dialect: 'example' }
  expect((await open('/sandbox/settings', settings)).text).toContain('value="-900"')
  expect(await ask()).toBe('2008')
  await open('/sandbox/settings/reset', {})
  expect(await ask()).toBe('0000')
})

test('shows the parts of a call and judges a pasted one', async () => {
  await ask()
  const list = await open('/sandbox/calls')
  const path = /\/sandbox\/calls\/\d+/.exec(list.text)?.[0] ?? ''
  expect((await open(path)).text).toContain(
    `MEMBERID=${memberId}&amp;PRODUCTCODE=200207<mark>sandbox-md5-secret-key</mark>`,
  )
  const request = JSON.stringify({ ...envelopeOf(product), sign: 'x' })
  expect((await open('/sandbox/verify', { request })).text).toContain('不通过：签名 sign')
  const judged = await control<{ steps: { ok: boolean }[] }>(sandbox.url, '/explain', { request })
  expect(judged.steps.map(({ ok }) => ok)).toContain(false)
})

test('moves and notifies orders by hand, and explains refusals', async () => {
  const { data } = await call(sandbox.url, '/api/order/addTemp', preOrder(memberId))
  const { tempOrderCode } = data as { tempOrderCode: string }
  const at = `/sandbox/orders/${tempOrderCode}`
  expect((await open(`${at}/actions`, { action: 'pay' })).text).toContain('已支付')
  expect((await open(`${at}/actions`, { action: 'cancel' })).status).toBe(409)
  expect((await open(`${at}/notify`, { event: 'deliver', times: '2', body: '' })).status).toBe(200)
  expect((await open('/sandbox/notifications')).text).toContain('出单')
  await open('/sandbox/hurry', {})
  const by = { tempOrderCode, distrCode, memberId }
  expect((await call(sandbox.url, '/api/order/getOrderDetail', by)).data).toMatchObject({
    orderStatus: '已承保',
  })
  expect((await open('/sandbox/orders/nothing')).status).toBe(404)
  expect(await control(sandbox.url, '/orders/nothing')).toEqual({ error: 'no such order' })
  expect(await control(sandbox.url, '/calls', undefined, 'DELETE')).toHaveProperty('cleared')
})
