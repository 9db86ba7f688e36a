import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GatewayHealth } from '#contract/gateway-health.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'
import { raiseAttention } from '../../orders/attention.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
  await preparedOrder(portal)
})
afterAll(() => portal.close())

const health = async () => (await portal.ask('GET', '/api/gateway-health')).json<GatewayHealth>()
const product = () => portal.ask('PUT', '/api/products/200207', {})
const metrics = async () => (await portal.ask('GET', '/metrics')).body

test('an interface that does not answer is reported in words, then at once, and shows to admins and in metrics', async () => {
  await portal.fault('getDistrProductDetail', 'reset', { times: 'always' })
  const statuses: number[] = []
  for (let n = 0; n < 3; n++) {
    const answer = await product()
    statuses.push(answer.statusCode)
    expect(answer.json()).toMatchObject({
      code: 'platform-unreachable',
      title: expect.stringContaining('平台') as string,
    })
  }
  expect(statuses.at(0)).toBe(502)
  expect(statuses.at(-1)).toBe(503)
  const { calls } = await portal.control<{ calls: object[] }>('GET', '/calls?interface=getDistrProductDetail')
  await product()
  const after = await portal.control<{ calls: object[] }>('GET', '/calls?interface=getDistrProductDetail')
  expect(after.calls).toHaveLength(calls.length)

  const one = (await health()).interfaces.find(({ name }) => name === 'getDistrProductDetail')
  expect(one).toMatchObject({ circuit: 'open', lastError: { outcome: 'connection' } })
  expect(await metrics()).toContain('portal_gateway_circuit_open{interface="getDistrProductDetail"} 1')
  await portal.control('DELETE', '/faults')
})

test('refused keys raise an alarm without retries, and a wrong clock is measured', async () => {
  await portal.fault('register', 'code', { code: '2000' })
  const answer = await portal.ask('POST', '/api/members', {
    mobile: '13800138001',
    company: '南京某某旅行社',
    province: '江苏省',
    city: '南京市',
    address: '中山路 1 号',
  })
  expect(answer.json()).toMatchObject({ status: 422, code: '2000' })
  expect((await health()).alarms).toMatchObject([{ name: 'register', code: '2000' }])
  expect(await metrics()).toContain('portal_gateway_alarms_last_day{code="2000"} 1')

  await portal.control('POST', '/settings', { clockOffsetMs: 90_000 })
  const { memberId } = await preparedOrder(portal)
  for (let n = 0; n < 9; n++) await portal.ask('GET', `/api/members/${memberId}/platform-orders`)
  const seen = await health()
  expect(seen.clock).toBe('warning')
  expect(seen.skewMs).toBeGreaterThan(85_000)
  await portal.control('POST', '/settings', { clockOffsetMs: 6 * 60_000 })
  const refused = await portal.ask('GET', `/api/members/${memberId}/platform-orders`)
  expect(refused.json()).toMatchObject({ status: 422, title: expect.stringContaining('时钟') as string })
  await portal.control('POST', '/settings', { clockOffsetMs: 0 })
})

test('no proxy passes metrics on, even without configuration', async () => {
  expect((await portal.ask('GET', '/metrics')).statusCode).toBe(200)
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
    expect((await portal.ask('GET', '/metrics', undefined, { [name]: 'x' })).statusCode).toBe(404)
})

test('with a token set, only requests with it read metrics, from anywhere', async () => {
  portal.deps.metricsToken = 'a-token-for-metrics'
  const ask = async (authorization: string) =>
    (await portal.ask('GET', '/metrics', undefined, { authorization, 'x-forwarded-for': '10.0.0.1' }))
      .statusCode
  expect([await ask('Bearer a-token-for-metrics'), await ask('Bearer another'), await ask('')]).toEqual([
    200, 404, 404,
  ])
  portal.deps.metricsToken = null
})

test('without a token only this machine reads metrics', async () => {
  const from = async (remoteAddress: string) =>
    (await portal.app.inject({ method: 'GET', url: '/metrics', remoteAddress })).statusCode
  expect([await from('127.0.0.1'), await from('::1'), await from('10.0.0.7')]).toEqual([200, 200, 404])
})

test('metrics count what needs a person, and contain nothing that a visitor invents', async () => {
  const order = await preparedOrder(portal)
  const headers = { 'idempotency-key': 'waits-for-a-person' }
  const { id } = (await portal.ask('POST', '/api/orders', order, headers)).json<{ id: string }>()
  await raiseAttention(portal.deps.db, id, 'difference')
  await portal.ask('GET', '/api/nothing-of-the-kind')
  await portal.ask('GET', `/api/orders/${id}`)
  const said = await metrics()
  expect(said).toContain('portal_attention_open{reason="difference"} 1')
  expect(said).toContain('portal_partner_events_dead 0')
  expect(said).toMatch(/^portal_build_info\{version="1\.0\.0",node="v\d/m)
  expect(said).toMatch(/^portal_gateway_calls_total\{interface="register",outcome="2000"\} \d/m)
  expect(said).toContain('portal_last_backup_timestamp_seconds 0')
  expect(said).toContain('portal_database_connections{state="wanted"} 0')
  expect(said).toContain('route="/api/orders/:id"')
  expect(said).not.toContain(id)
  expect(said).not.toContain('nothing-of-the-kind')
})

test('only admins see gateway health, and a draining portal is not ready and closes its connections', async () => {
  const cookie = await signInAs(portal, 'manager', 'manager-1')
  expect((await portal.ask('GET', '/api/gateway-health', undefined, { cookie })).statusCode).toBe(403)
  portal.deps.drain.begun = true
  const ready = await portal.ask('GET', '/readyz')
  expect([ready.statusCode, ready.headers.connection]).toEqual([503, 'close'])
  const alive = await portal.ask('GET', '/healthz')
  expect([alive.statusCode, alive.json()]).toEqual([200, { status: 'ok', version: '1.0.0' }])
})

test('alerts and the dashboard name only metrics that exist', async () => {
  const said = await metrics()
  for (const path of ['deploy/prometheus/portal-rules.yaml', 'deploy/grafana/portal-dashboard.json'])
    for (const [name] of readFileSync(path, 'utf8').matchAll(/\b(portal|http|process|nodejs)_\w+/g))
      expect(said, name).toContain(name)
})
