import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry, AuditVerdict } from '#contract/audit.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'
import { audit } from '../../store/audit.ts'
import { watchSettings } from './watch-settings.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const list = async (query = '') =>
  (await portal.ask('GET', `/api/audit${query}`)).json<{ items: AuditEntry[]; nextCursor: string | null }>()

test('important acts are audited with actor and subject, and without personal data', async () => {
  const order = await preparedOrder(portal)
  const manager = { cookie: await signInAs(portal, 'manager', 'audited') }
  const placed = await portal.ask('POST', '/api/orders', order, {
    ...manager,
    'idempotency-key': randomUUID(),
  })
  const { id, cashierUrl } = placed.json<PlacedOrder>()
  await payAsCustomer(cashierUrl ?? '')
  await until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<{ status: string }>(),
    ({ status }) => status === 'issued',
  )
  const invoice = { invoiceType: 'person', invoiceTitle: '李雷' }
  await portal.ask('POST', `/api/orders/${id}/invoice`, invoice, manager)
  const note = await portal.ask('PUT', `/api/members/${order.memberId}/note`, { note: '李经理：13900139000' })
  expect(note.json()).toMatchObject({ note: '李经理：13900139000' })
  await portal.ask('POST', `/api/orders/${id}/surrender`, {}, manager)
  await portal.ask('GET', '/api/orders/export?q=%E6%9D%8E&limit=1', undefined, manager)
  const key = (await portal.ask('POST', '/api/payment-keys', {})).json<{ id: string; secret: string }>()
  await portal.ask('DELETE', `/api/payment-keys/${key.id}`)
  await portal.ask('POST', '/api/staff', { username: 'fresh', role: 'clerk', password: 'long enough for us' })
  const { items } = (await portal.ask('GET', '/api/staff')).json<{
    items: { id: string; username: string }[]
  }>()
  const staff = items.find(({ username }) => username === 'fresh')?.id ?? ''
  await portal.ask('PUT', `/api/staff/${staff}`, { role: 'manager', displayName: '李芳' })
  expect((await portal.ask('GET', '/api/display-names', undefined, manager)).json()).toEqual({
    items: [{ username: 'fresh', name: '李芳' }],
    nextCursor: null,
  })
  await portal.ask('PUT', `/api/staff/${staff}/password`, { password: 'another long enough' })
  await portal.ask('PUT', `/api/staff/${staff}`, { disabled: true })
  await portal.ask('POST', '/api/reconciliation', { kind: 'in-flight' })
  await portal.ask('GET', `/api/members/${order.memberId}/platform-orders`, undefined, manager)

  const { items: entries } = await list('?limit=100')
  expect(entries.map(({ actor, act, subject }) => [actor, act, subject?.id ?? null])).toEqual(
    expect.arrayContaining([
      ['admin', 'sign-in', expect.anything()],
      ['audited', 'sign-in', expect.anything()],
      ['admin', 'product-added', '200207'],
      ['admin', 'member-registered', order.memberId],
      ['admin', 'member-noted', order.memberId],
      ['audited', 'order-placed', id],
      ['audited', 'invoice-asked', id],
      ['audited', 'surrender-asked', id],
      ['audited', 'orders-exported', null],
      ['admin', 'payment-key-added', key.id],
      ['admin', 'payment-key-removed', key.id],
      ['admin', 'staff-added', staff],
      ['admin', 'staff-renamed', staff],
      ['admin', 'staff-role-changed', staff],
      ['admin', 'password-reset', staff],
      ['admin', 'staff-disabled', staff],
      ['admin', 'reconciliation-started', null],
      ['audited', 'platform-orders-opened', order.memberId],
    ]),
  )
  expect(JSON.stringify(entries)).not.toMatch(/李|1101011990|139001|138001|long enough|whsec/)
})

test('lists the log by filters and pages, and verifies its chain', async () => {
  for (let n = 0; n < 4; n++)
    await audit(portal.deps.vault, portal.deps.db, { actor: 'reader', act: 'sign-in' })
  const first = await list('?limit=2')
  const second = await list(`?limit=2&cursor=${first.nextCursor}`)
  expect(second.items[0]?.n).toBe((first.items[1]?.n ?? 0) - 1)
  for (const { actor, act } of (await list('?actor=admin&act=sign-in')).items)
    expect([actor, act]).toEqual(['admin', 'sign-in'])
  expect((await list('?from=2020-01-01&to=2020-01-02')).items).toEqual([])
  expect((await portal.ask('GET', '/api/audit?act=nonsense')).statusCode).toBe(400)
  const verdict = (await portal.ask('GET', '/api/audit/verdict')).json<AuditVerdict>()
  expect(verdict).toMatchObject({ count: first.items[0]?.n, broken: null })
})

test('names settings that changed between two starts, never their values', async () => {
  const settings = { publicUrl: 'https://a.example', port: 1, gateway: { keys: { desKey: 'secret-one' } } }
  await watchSettings(portal.deps, settings)
  expect((await list('?act=settings-changed')).items).toEqual([])
  await watchSettings(portal.deps, { ...settings, port: 2, gateway: { keys: { desKey: 'secret-two' } } })
  await watchSettings(portal.deps, { ...settings, port: 3, gateway: { keys: { desKey: 'secret-two' } } })
  const { items } = await list('?act=settings-changed')
  expect(items).toMatchObject([{ actor: 'system', detail: { settings: ['gateway.keys.desKey'] } }])
  expect(JSON.stringify(items)).not.toContain('secret-')
})

test('a setting that an update adds is no change, and one that an operator fills in is', async () => {
  const told = async () => (await list('?act=settings-changed')).items.map(({ detail }) => detail)
  const settings = { unchanged: true }
  await watchSettings(portal.deps, settings)
  const before = (await told()).length
  await watchSettings(portal.deps, { ...settings, mail: null })
  expect(await told()).toHaveLength(before)
  await watchSettings(portal.deps, { ...settings, mail: { host: 'mail.example' } })
  expect((await told())[0]).toEqual({ settings: ['mail.host'] })
})
