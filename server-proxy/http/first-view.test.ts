import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Link, MakeLink } from '#contract/links.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type Purchase, readPurchaseDraft } from '#contract/purchases.ts'
import { buildApp } from '../app.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { customerPage } from '../testing/customer.ts'
import { LI_LEI, STRASSE } from '../testing/people.ts'
import { preparedOrder } from '../testing/sale.ts'
import { registerFrontend } from './frontend.ts'

let portal: TestPortal
let app: FastifyInstance
let sale: Awaited<ReturnType<typeof preparedOrder>>
beforeAll(async () => {
  portal = await testPortal()
  app = await buildApp(portal.deps, { logger: false })
  await registerFrontend(app, { dev: false })
  sale = await preparedOrder(portal)
})
afterAll(async () => {
  await app.close()
  await portal.close()
})

/** Returns the link's id and path. */
async function makeLink(more: Partial<MakeLink> = {}): Promise<{ id: string; path: string }> {
  const { memberId, productCode } = sale
  const body = { memberId, productCode, uses: 1, days: 7, ...more }
  const { id, url } = (await portal.ask('POST', '/api/links', body)).json<Link>()
  return { id, path: new URL(url).pathname }
}

const open = (url: string) => app.inject({ url, headers: { accept: 'text/html' } })
/** The document's root before any script has run. */
const rootOf = (html: string) =>
  /<div id="root">([^]*)<\/div>\s*<script[^>]*><\/script>\s*<\/body>/.exec(html)?.[1] ?? ''
const answerIn = (html: string) =>
  /<script type="application\/json" id="first-answer">([^<]*)<\/script>/.exec(html)?.[1]

test('a purchase page comes with its first view and the answer it was made from, uncached', async () => {
  const { path } = await makeLink()
  const { body, headers } = await open(path)
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' })
  expect(body).toContain('<html lang="zh-CN">')
  for (const words of ['天安 “旅途无忧” 一日游', '计划一', '¥1.00', '苏州湖畔旅行社有限公司', '下一步'])
    expect(rootOf(body)).toContain(words)
  const asked = await app.inject({
    url: '/api/purchase',
    headers: { authorization: `Bearer ${path.split('/').at(-1)}` },
  })
  expect(JSON.parse(answerIn(body) ?? '')).toEqual(asked.json())
  // Nothing is enabled before its script runs.
  expect(rootOf(body)).toMatch(/<button [^>]*disabled/)
  expect(rootOf(body)).not.toMatch(/<(button|input)(?![^>]* disabled)/)
  // Contains no script but those that the policy allows.
  expect(body.replaceAll(/<script type="application\/json"/g, '')).not.toMatch(
    /<script(?![^>]* src=)|<style|style=/,
  )

  const zipped = await app.inject({
    url: path,
    headers: { accept: 'text/html', 'accept-encoding': 'gzip, br' },
  })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(body)
})

test('has no button whose code the page loads later', async () => {
  const { id, path } = await makeLink({ uses: 5 })
  await portal.ask('POST', `/api/links/${id}/revoke`, {})
  await open(path)
  // The first request loaded everything that the second view could contain.
  const root = rootOf((await open(path)).body)
  expect(root).toContain('购买链接已停用')
  expect(root).not.toContain('请商家重新开放')
  expect(root).not.toContain('<!--$-->')
})

test('uses the language of the address, else the purchase’s own', async () => {
  const { path } = await makeLink()
  const english = (await open(`${path}?lang=en`)).body
  expect(english).toContain('<html lang="en">')
  expect(rootOf(english)).toContain('Step 1 of 4')
  await app.inject({
    method: 'POST',
    url: '/api/purchase/begin',
    headers: { authorization: `Bearer ${path.split('/').at(-1)}` },
    payload: { language: 'en' },
  })
  expect((await open(path)).body).toContain('<html lang="en" data-spoken>')
  expect((await open(`${path}?lang=zh`)).body).toContain('<html lang="zh-CN">')
})

test('no document contains people, because chat programs fetch them', async () => {
  const person = { ...LI_LEI, email: '' }
  const draft = { holder: person, insured: [{ ...person, key: 'a', relation: 'self' }] }
  const canaries = [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile, LI_LEI.birthday]
  const filledIn = await open((await makeLink({ prefill: readPurchaseDraft(draft) })).path)
  expect(filledIn.statusCode).toBe(200)
  for (const canary of canaries) expect(filledIn.body).not.toContain(canary)

  // The customer's own people: they load by the page's request.
  const page = customerPage(portal)
  const shared = await makeLink({ uses: 5 })
  const begun = await page(shared.path.split('/').at(-1) ?? '', 'POST', '/purchase/begin', {})
  const own = begun.json<{ token: string }>().token
  const path = `/buy/${own}`
  const ask = (method: 'GET' | 'PUT', more: string, payload?: object) =>
    page(own, method, `/purchase${more}`, payload)
  for (const step of ['product', 'people'] as const) {
    const { version } = (await ask('GET', '')).json<Purchase>()
    expect((await ask('PUT', '', { version, step, draft: readPurchaseDraft(draft) })).statusCode).toBe(200)
    expect((await ask('GET', '')).json<Purchase>().draft.holder.name).toBe(LI_LEI.name)
    const { body } = await open(path)
    expect(rootOf(body).includes('计划一')).toBe(step === 'product')
    expect(answerIn(body)).toBeUndefined()
    for (const canary of canaries) expect(body).not.toContain(canary)
  }
})

test('masks an own order as its route does', async () => {
  const placed = await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': randomUUID() })
  const { id } = placed.json<PlacedOrder>()
  const { url } = (await portal.ask('POST', `/api/orders/${id}/own-link`)).json<{ url: string }>()
  const { body, headers } = await open(new URL(url).pathname)
  expect(headers['cache-control']).toBe('no-store')
  expect(rootOf(body)).toContain('李*')
  for (const canary of [LI_LEI.name, STRASSE.name, '109X', LI_LEI.mobile, 'admin', id])
    expect(body).not.toContain(canary)
})

test('says when a link is gone, and sends an unknown one bare', async () => {
  const { id, path } = await makeLink()
  await portal.ask('POST', `/api/links/${id}/revoke`)
  expect(rootOf((await open(path)).body)).toContain('购买链接已停用')
  const unknown = await open(`/buy/${'A'.repeat(32)}`)
  expect(unknown.statusCode).toBe(200)
  expect(rootOf(unknown.body)).toBe('')
  expect(unknown.body).toMatch(/<script type="module"[^>]*>/)
})

test('no name ends its element', async () => {
  const evil = '</script><!--<script>alert(1)</script><img src=x onerror=alert(1)>'
  const names = { product_name: evil, seller_name: `${evil}&'"` }
  const { path } = await makeLink()
  const { db } = portal.deps
  const before = await db
    .selectFrom('products')
    .select(['product_name', 'seller_name'])
    .executeTakeFirstOrThrow()
  const harmless = (await open(path)).body
  await db.updateTable('products').set(names).execute()
  const { body } = await open(path)
  await db.updateTable('products').set(before).execute()
  const elements = (html: string) => html.match(/<[/!]?(script|img|template)|<!--(?! -->)/g)
  expect(elements(body)).toEqual(elements(harmless))
  expect((JSON.parse(answerIn(body) ?? '') as Purchase).product).toMatchObject({
    productName: evil,
    sellerName: names.seller_name,
  })
})

test('sends the page bare in time when the database hangs', async () => {
  const { path } = await makeLink()
  const { body } = await portal.deps.db.transaction().execute(async (transaction) => {
    await sql`lock table purchases in access exclusive mode`.execute(transaction)
    return open(path)
  })
  expect(rootOf(body)).toBe('')
  expect(rootOf((await open(path)).body)).toContain('计划一')
})
