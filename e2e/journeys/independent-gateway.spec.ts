import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type APIRequestContext, expect, request as playwrightRequest, test } from '@playwright/test'
import { ADMIN, type Portal, startPortal } from '../portal.ts'

const GATEWAY = join(import.meta.dirname, '..', 'independent-gateway', 'gateway.py')
const KEYS = {
  AGB_ACCESS_TOKEN: 'py-token-0001',
  AGB_DES_KEY: 'py-des-key-long',
  AGB_MD5_SECRET_KEY: 'Py秘钥-MD5-key',
  AGB_DISTR_CODE: 'PY100200',
  AGB_EMPLOYEE_CODE: 'PYE1',
  AGB_INVITATE_CODE: 'PYI1',
}
const PERSON = {
  name: '李雷',
  cardType: 'id-card',
  cardNo: '11010119900307109X',
  birthday: '1990-03-07',
  gender: 'M',
}
const FOREIGNER = {
  name: "Straße O'Neil",
  cardType: 'passport',
  cardNo: 'e12345678',
  birthday: '1988-02-29',
  gender: 'F',
  mobile: '13700137000',
  email: 'a+b@example.com',
}

/** The fields that the checks below read of the portal's answers. */
type Answer = {
  id: string
  memberId: string
  status: string
  tempOrderCode: string
  items: { policyCode: string; policyFile: string; file: string }[]
}

function startGateway(dialect: string): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn('python3', [GATEWAY, '0', dialect], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /gateway ready (\S+)/.exec(chunk.toString())?.[1]
      if (url) resolve({ url, child })
    })
  })
}

for (const dialect of ['table', 'example']) {
  test(`a gateway written in Python from the document accepts all eleven calls, ${dialect} dialect`, async () => {
    const gateway = await startGateway(dialect)
    const portal = await startPortal({ AGB_GATEWAY: gateway.url, ...KEYS })
    const api = await playwrightRequest.newContext({
      baseURL: portal.url,
      extraHTTPHeaders: { origin: portal.url },
    })
    try {
      await elevenCalls(api, gateway.url, portal)
    } finally {
      await api.dispose()
      await portal.stop()
      gateway.child.kill()
    }
  })
}

async function elevenCalls(api: APIRequestContext, gatewayUrl: string, portal: Portal): Promise<void> {
  const post = async (path: string, data: object, status = 200, headers = {}) => {
    const answer = await api.post(path, { data, headers })
    expect(answer.status(), `${path} ${await answer.text()}`).toBe(status)
    return (await answer.json()) as Answer
  }
  const get = async (path: string) => {
    const answer = await api.get(path)
    expect(answer.status(), `${path} ${await answer.text()}`).toBe(200)
    return (await answer.json()) as Answer
  }
  const pdf = async (path: string) =>
    expect((await (await api.get(path)).body()).subarray(0, 4).toString()).toBe('%PDF')

  await post('/api/session', ADMIN)
  const member = {
    mobile: '13800138000',
    company: '湖畔 旅行社 & Co',
    province: '江苏省',
    city: '苏州市',
    address: '星湖街328号+A座',
  }
  const { memberId } = await post('/api/members', member, 201)
  expect(await post('/api/members', member, 200)).toMatchObject({ memberId })
  const product = await api.put('/api/products/200207', { data: {} })
  expect(await product.json()).toMatchObject({
    plans: [{ planCode: '30543', minPrice: 100 }, { minPrice: 1250 }],
  })
  expect((await api.put('/api/products/999999', { data: {} })).status()).toBe(422)
  expect((await api.get('/api/products/200207/logo')).headers()['content-type']).toBe('image/png')

  const order = (more: object) => ({
    memberId,
    productCode: '200207',
    planCode: '30543',
    startDate: '2099-01-01',
    endDate: '2099-01-03',
    holder: PERSON,
    insured: [
      { ...PERSON, relation: 'self' },
      { ...FOREIGNER, relation: 'other' },
    ],
    ...more,
  })
  const place = (more: object) =>
    post('/api/orders', order(more), 201, { 'idempotency-key': crypto.randomUUID() })
  const pay = (tempOrderCode: string, notify: boolean) =>
    api.post(`${gatewayUrl}/_test/pay`, { data: { tempOrderCode, notify } })

  const cash = await place({ payType: 'cash' })
  expect(cash).toMatchObject({ status: 'unpaid', cashierUrl: expect.stringContaining(gatewayUrl) })
  await pay(cash.tempOrderCode, true)
  const path = `/api/orders/${cash.id}`
  await expect.poll(async () => (await get(path)).status).toBe('issued')

  const policies = (await get(`${path}/policies`)).items
  expect(policies).toHaveLength(2)
  await pdf(policies[0]?.policyFile ?? '')
  await post(`${path}/invoice`, {
    invoiceType: 'company',
    invoiceTitle: '湖畔旅行社',
    taxpayerNo: '91330100799655058B',
  })
  const invoices = (await get(`${path}/invoices`)).items
  await pdf(invoices[0]?.file ?? '')
  await post(`${path}/surrender`, { policyCodes: policies.map(({ policyCode }) => policyCode) })
  expect(await get(`/api/members/${memberId}/platform-orders`)).toMatchObject({
    url: expect.stringContaining('creditToken'),
  })

  const credit = await place({ payType: 'credit' })
  const creditPath = `/api/orders/${credit.id}`
  await post(`${creditPath}/payment`, { txnStatus: 'processing' })
  await post(`${creditPath}/payment`, { txnStatus: 'paid' })
  await expect.poll(async () => (await post(`${creditPath}/refresh`, {})).status).toBe('issued')
  await post(`${creditPath}/surrender`, {})
  await expect.poll(async () => (await post(`${creditPath}/refresh`, {})).status).toBe('surrendered')
  const failed = await place({ payType: 'credit' })
  await post(`/api/orders/${failed.id}/payment`, { txnStatus: 'failed' })

  const calls = (await (await api.get(`${gatewayUrl}/_test/calls`)).json()) as {
    interface: string
    code: string
    message?: string
  }[]
  const wrong = calls.filter(({ code }) => !['0000', '3000', '1001'].includes(code))
  expect(wrong, 'calls the gateway refused').toEqual([])
  expect(new Set(calls.filter(({ code }) => code === '0000').map((call) => call.interface)).size).toBe(11)
  expect(portal.url).toBeTruthy()
}
