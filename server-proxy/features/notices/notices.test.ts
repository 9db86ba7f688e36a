import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Link } from '#contract/links.ts'
import { MAIL_CONSENT } from '#contract/mail-consent.ts'
import type { Notice, NoticeSettings } from '#contract/notices.ts'
import type { Order } from '#contract/orders.ts'
import { readPurchaseDraft } from '#contract/purchases.ts'
import { createMailer } from '../../http/mailer.ts'
import { raiseAttention } from '../../orders/attention.ts'
import { startMailServer } from '../../testing/mail-server.ts'
import { customerPage } from '../../testing/customer.ts'
import { LI_LEI } from '../../testing/people.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'
import { watchPlatform } from '../health/watch-platform.ts'
import { makeNotices } from './make-notices.ts'

type Posted = { path: string; query: URLSearchParams; body: Record<string, unknown> }

const posted: Posted[] = []
let answer: { status: number; body: object } = { status: 200, body: { errcode: 0 } }
const robotServer = createServer((request: IncomingMessage, response) => {
  const url = new URL(request.url ?? '', 'http://robot')
  void json(request).then((body) => {
    posted.push({ path: url.pathname, query: url.searchParams, body: body as Posted['body'] })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
})

let mail: Awaited<ReturnType<typeof startMailServer>>
let portal: TestPortal
let robotUrl: string
let clerk: string
let orders: string[]
let sale: Awaited<ReturnType<typeof preparedOrder>>

beforeAll(async () => {
  mail = await startMailServer()
  robotServer.listen(0, '127.0.0.1')
  await once(robotServer, 'listening')
  const address = robotServer.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  robotUrl = `http://${host}`
  portal = await testPortal({ smtpUrl: mail.url, robotHosts: [host] })
  clerk = await signInAs(portal, 'clerk', 'teller')
  sale = await preparedOrder(portal)
  const place = (key: string, cookie?: string) =>
    portal.ask('POST', '/api/orders', sale, { 'idempotency-key': key, ...(cookie && { cookie }) })
  const placed = [await place('n1'), await place('n2', clerk)]
  orders = placed.map((one) => one.json<Order>().id)
})
afterAll(async () => {
  await portal.close()
  await mail.close()
  robotServer.close()
})
beforeEach(async () => {
  mail.mails.length = 0
  posted.length = 0
  mail.state.refuseWith = null
  answer = { status: 200, body: { errcode: 0, code: 0 } }
})

const notices = async () =>
  (await portal.ask('GET', '/api/notices')).json<{ items: Notice[] }>().items.filter(({ to }) => to !== null)
const choose = (mailTo: string, kinds = ['attention', 'no-policy', 'outage'], cookie?: string) =>
  portal.ask('PUT', '/api/session/notices', { mail: mailTo, kinds, language: 'zh' }, cookie ? { cookie } : {})
/** Staff may still get mail about what happened in the tests before. */
const customerMails = () => mail.mails.filter(({ to }) => to.includes('lilei@example.com'))
const customerGot = (count: number) =>
  until(
    async () => customerMails().length,
    (now) => now === count,
  )
const arrived = (count: number) =>
  until(
    async () => mail.mails.length,
    (length) => length >= count,
  )

test('one mail lists all equal alarms, clerks get only their own orders, and no mail names a person', async () => {
  expect((await choose('admin@example.com')).statusCode).toBe(200)
  await choose('teller@example.com', undefined, clerk)
  for (const id of orders) await raiseAttention(portal.deps.db, id, 'difference')
  await raiseAttention(portal.deps.db, orders[0] ?? '', 'difference')
  await makeNotices(portal.deps)
  await arrived(2)
  const [own, all] = mail.mails.toSorted((one, other) => one.body.length - other.body.length)
  expect([own?.to, all?.to]).toEqual([['teller@example.com'], ['admin@example.com']])
  expect(all?.from).toBe('portal@example.com')
  expect(all?.body).toContain(`/orders/${orders[0]}`)
  expect(all?.body).toContain(`/orders/${orders[1]}`)
  expect(own?.body).not.toContain(orders[0])
  expect(all?.body).not.toContain(LI_LEI.name)
  expect(all?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const listed = (await portal.ask('GET', '/api/notices')).body
  expect(listed).not.toContain('example.com')
})

test('the link at the end of a mail ends that kind without signing in, also by one POST of a mail program', async () => {
  await raiseAttention(portal.deps.db, orders[0] ?? '', 'unreadable')
  await makeNotices(portal.deps)
  await arrived(1)
  const [, page = ''] = /unsubscribe\/(\S+)/.exec(mail.mails[0]?.body ?? '') ?? []
  const anyone = (method: 'GET' | 'POST', path: string, more: object = {}) =>
    portal.app.inject({ method, url: `/api/subscriptions/${path}`, ...more })
  expect((await anyone('GET', page)).json()).toEqual({ kind: 'attention', stopped: false })
  const ended = await anyone('POST', `${page}/end`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.com' },
    payload: 'List-Unsubscribe=One-Click',
  })
  expect(ended.json()).toEqual({ kind: 'attention', stopped: true })
  expect((await portal.ask('GET', '/api/session/notices')).json()).toMatchObject({
    kinds: ['no-policy', 'outage'],
  })
  expect((await anyone('POST', `${page.slice(0, -2)}xx/end`)).statusCode).toBe(404)
})

test('a mail that the server defers is tried again, one it refuses is dead, and both are in the log', async () => {
  await choose('admin@example.com')
  for (const [refuseWith, state] of [
    [451, 'waiting'],
    [550, 'dead'],
  ] as const) {
    mail.state.refuseWith = refuseWith
    await raiseAttention(portal.deps.db, orders[0] ?? '', refuseWith === 451 ? 'went-back' : 'uncertain')
    await makeNotices(portal.deps)
    const tried = await until(notices, (items) => items[0]?.attempts === 1)
    expect(tried[0]).toMatchObject({ state, outcome: String(refuseWith), to: 'admin', channel: 'mail' })
  }
  mail.state.refuseWith = null
  const [dead] = await notices()
  expect((await portal.ask('POST', `/api/notices/${dead?.id}/resend`)).statusCode).toBe(204)
  await arrived(1)
})

test('sends each brand of robot its documented message, signed where the brand requires it', async () => {
  const secret = 'SEC-of-the-robot'
  const add = (brand: string, more: object = {}) =>
    portal.ask('POST', '/api/notice-robots', {
      brand,
      title: `群 ${brand}`,
      url: `${robotUrl}/${brand}?key=k`,
      secret,
      kinds: ['outage'],
      language: 'zh',
      ...more,
    })
  for (const brand of ['wecom', 'dingtalk', 'feishu']) expect((await add(brand)).statusCode).toBe(201)
  const refused = await add('wecom', { url: 'https://robots.example.com/send?key=k' })
  expect(refused.json()).toMatchObject({ fields: [{ field: 'url', code: 'robot-address' }] })
  expect((await add('feishu', { url: 'https://oapi.dingtalk.com/robot/send' })).statusCode).toBe(400)

  const { robots } = (await portal.ask('GET', '/api/notice-settings')).json<NoticeSettings>()
  expect(JSON.stringify(robots)).not.toContain('key=k')
  for (const { id } of robots)
    expect((await portal.ask('POST', `/api/notice-robots/${id}/test`)).json()).toEqual({ fault: null })
  const [wecom, dingtalk, feishu] = posted
  expect(wecom?.body).toMatchObject({ msgtype: 'text', text: { content: expect.any(String) as string } })
  const stamp = dingtalk?.query.get('timestamp') ?? ''
  expect(dingtalk?.query.get('sign')).toBe(
    createHmac('sha256', secret).update(`${stamp}\n${secret}`).digest('base64'),
  )
  const { timestamp, sign, msg_type: type } = (feishu?.body ?? {}) as Record<string, string>
  expect([type, sign]).toEqual(['text', createHmac('sha256', `${timestamp}\n${secret}`).digest('base64')])
  answer = { status: 200, body: { errcode: 310000, errmsg: 'sign not match' } }
  expect((await portal.ask('POST', `/api/notice-robots/${robots[0]?.id}/test`)).json()).toEqual({
    fault: 'code 310000',
  })
})

test('reports an outage once when it begins and once when it ends', async () => {
  await portal.fault('getDistrProductDetail', 'code', { code: '2000', times: 'always' })
  await portal.ask('PUT', '/api/products/200207', {})
  for (let n = 0; n < 2; n++) await watchPlatform(portal.deps)
  expect((await portal.ask('GET', '/api/outage', undefined, { cookie: clerk })).json()).toMatchObject({
    outage: { kind: 'refused', code: '2000' },
  })
  await portal.control('DELETE', '/faults')
  await portal.ask('PUT', '/api/products/200207', {})
  await makeNotices(portal.deps)
  await until(
    async () => posted.length,
    (count) => count === 3,
  )
  expect(JSON.stringify(posted[0]?.body)).toContain('核对密钥')
  await watchPlatform(portal.deps)
  await makeNotices(portal.deps)
  await until(
    async () => posted.length,
    (count) => count === 6,
  )
  expect(JSON.stringify(posted[5]?.body)).toContain('已恢复')
  expect((await portal.ask('GET', '/api/outage')).json()).toEqual({ outage: null })
})

test('sends a consenting customer one mail at issue and one at surrender, with the link to the order', async () => {
  await choose('')
  const { memberId, productCode } = sale
  const link = (
    await portal.ask('POST', '/api/links', { memberId, productCode, uses: 1, days: 7 })
  ).json<Link>()
  const token = link.url.split('/').at(-1) ?? ''
  const page = customerPage(portal)
  const by = (method: 'GET' | 'POST' | 'PUT', bearer: string, path: string, payload?: object) =>
    page(bearer, method, `/purchase${path}`, payload)
  const own = (await by('POST', token, '/begin', {})).json<{ token: string }>().token
  const draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: 'lilei@example.com' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  const { version } = (await by('GET', own, '')).json<{ version: number }>()
  const saved = (await by('PUT', own, '', { version, step: 'review', draft })).json<{ version: number }>()
  const placed = await by('POST', own, '/place', {
    version: saved.version,
    consents: ['notice', 'truth', 'privacy', 'mail'],
    confirmed: true,
  })
  const order = placed.json<{ order: { id: string; cashierUrl: string } }>().order
  expect(placed.statusCode).toBe(201)
  await payAsCustomer(order.cashierUrl)
  const status = async () =>
    (await portal.ask('POST', `/api/orders/${order.id}/refresh`)).json<Order>().status
  await until(status, (one) => one === 'issued')
  await makeNotices(portal.deps)
  await customerGot(1)
  const [told] = customerMails()
  const [, own2 = ''] = /\/o\/(\S+)/.exec(told?.body ?? '') ?? []
  const seen = await portal.app.inject({
    method: 'GET',
    url: '/api/own-order',
    headers: { authorization: `Bearer ${own2}` },
  })
  expect(seen.json()).toMatchObject({ status: 'issued' })
  expect(told?.body).not.toContain(LI_LEI.name)

  await portal.ask('POST', `/api/orders/${order.id}/surrender`, {})
  await until(status, (one) => one === 'surrendered' || one === 'refunded')
  await makeNotices(portal.deps)
  await customerGot(2)
  expect(customerMails()[1]?.body).toContain('退保')
  await until(status, (one) => one === 'refunded')
  await makeNotices(portal.deps)
  expect(customerMails()).toHaveLength(2)
})

test('sends a consenting customer one mail for each partial surrender', async () => {
  const { deps } = portal
  const body = { ...sale, holder: { ...LI_LEI, email: 'lilei@example.com' } }
  const key = { 'idempotency-key': 'partial' }
  const { id, cashierUrl } = (await portal.ask('POST', '/api/orders', body, key)).json<Order>()
  const agreed = { id: MAIL_CONSENT, title: null, version: null, at: new Date().toISOString() }
  await deps.pool.query('update orders set consents = $2 where id = $1', [id, JSON.stringify([agreed])])
  await payAsCustomer(cashierUrl ?? '')
  const refresh = async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>()
  const states = ({ status, policies }: Order) => [status, ...policies.map((one) => one.status)].join()
  const { policies } = await until(refresh, (now) => states(now) === 'issued,issued,issued')
  const subjects = async () => {
    await makeNotices(deps)
    const { rows } = await deps.pool.query<{ kind: string }>(
      'select kind from notices where order_id = $1 order by id',
      [id],
    )
    return rows.map(({ kind }) => kind)
  }
  await portal.ask('POST', `/api/orders/${id}/surrender`, { policyCodes: [policies[0]?.policyCode] })
  await until(refresh, (now) => /^issued,.*(surrendered|refunded)/.test(states(now)))
  expect(await subjects()).toEqual(['order-issued', 'policies-surrendered'])
  await refresh()
  expect(await subjects()).toEqual(['order-issued', 'policies-surrendered'])
  await portal.ask('POST', `/api/orders/${id}/surrender`, { policyCodes: [policies[1]?.policyCode] })
  await until(refresh, (now) => /^(surrendered|refunded),/.test(states(now)))
  expect(await subjects()).toEqual(['order-issued', 'policies-surrendered', 'surrender-confirmed'])
  // No mail of this order reaches the next test.
  await customerGot(3)
  expect(
    customerMails()
      .map(({ body }) => body)
      .join(),
  ).toContain('共有 1 张保单已退保，其余保单继续有效')
})

test('reports a mail server that refuses the sign-in, and sends nothing without a mail server', async () => {
  const mailer = createMailer(mail.wrongUrl)
  expect(await mailer.check()).toEqual({ fault: '535 sign-in refused' })
  await mailer.close()
  await choose('admin@example.com')
  const without = { ...portal.deps, mailer: null }
  await raiseAttention(portal.deps.db, orders[1] ?? '', 'proofs-closed')
  await makeNotices(without)
  expect((await portal.ask('POST', '/api/session/notices/test')).json()).toEqual({ fault: null })
  await arrived(1)
  expect(mail.mails).toHaveLength(1)
})
