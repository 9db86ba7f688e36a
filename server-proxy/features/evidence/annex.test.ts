import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { type Evidence, readAnnexHash } from '#contract/evidence.ts'
import { LI_LEI } from '../../testing/people.ts'
import { signInAs } from '../../testing/portal.ts'
import { recorded } from '../../testing/recorded.ts'
import { recordedSale } from '../../testing/recorded-sale.ts'
import { preparedOrder, until } from '../../testing/sale.ts'

const folder = await mkdtemp(join(tmpdir(), 'annex-'))
afterAll(() => rm(folder, { recursive: true }))
const { portal, begin, order, by } = await recordedSale()
const { db } = portal.deps

const ask = (id: string, headers: Record<string, string> = {}) =>
  portal.ask('POST', `/api/orders/${id}/evidence/annex`, { reason: 'claim' }, headers)
const annexOf = async (id: string) => (await ask(id)).json<{ name: string; content: string }>()
const codeOf = async (id: string) => (await ask(id)).json<{ code: string }>().code
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const evidence = async (id: string) =>
  (await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>()
const namedBy = async (id: string) =>
  (await evidence(id)).trail?.entries.findLast(({ kind }) => kind === 'placed')?.detail.annex
const file = async (id: string) => (await portal.ask('GET', `/api/orders/${id}/evidence/file`)).rawPayload
const kept = (id: string) =>
  db
    .selectFrom('trail_annexes')
    .innerJoin('trails', 'trails.id', 'trail_annexes.trail_id')
    .select(['trail_annexes.trail_id', 'content_sealed'])
    .where('order_id', '=', id)
    .executeTakeFirst()

test('the annex holds application, prices, seller and link, and its hash stands in the signed file', async () => {
  const price = { kind: 'from', each: 500 }
  const plans = [{ planCode: '30543', planName: '计划一', minPrice: 500 }]
  const token = await begin({ planCode: '30543' })
  const { id } = await order(token, { shown: { plans, price } })
  const { name, content } = await annexOf(id)
  expect(name).toMatch(/^annex-\w+\.json$/)
  expect(await namedBy(id)).toBe(sha256(content))
  expect((await file(id)).toString()).toContain(sha256(content))
  const annex = JSON.parse(content) as Record<string, unknown>
  expect(annex).toMatchObject({
    format: 'aigobo-annex 1',
    order: { id },
    application: { planCode: '30543', holder: { cardNo: LI_LEI.cardNo }, insured: [{ name: LI_LEI.name }] },
    offer: { productCode: '200207', plans: [{ planCode: '30543' }, {}], price: { kind: 'from' } },
    shown: { plans, price },
    filledBy: { planCode: 'prefilled', 'holder.cardNo': 'customer' },
    prefilledBy: { kind: 'staff', username: 'admin' },
    seller: { user: { username: 'admin' } },
    partner: null,
    link: { kind: 'link', uses: 1 },
    consents: [{ id: 'notice' }, {}, {}, {}],
  })
  expect(content).not.toContain(token)
  expect(annex['salt']).toMatch(/^[0-9a-f]{64}$/)
})

test('a report of the page that cannot be read does not stop the order', async () => {
  const { id } = await order(await begin(), { shown: { plans: 'none' } })
  expect(JSON.parse((await annexOf(id)).content)).toMatchObject({ shown: null })
})

test('the stored annex is encrypted', async () => {
  const { id } = await order(await begin())
  expect((await kept(id))?.content_sealed?.includes(LI_LEI.cardNo)).toBe(false)
})

test('an order whose annex cannot be kept is not placed', async () => {
  const token = await begin()
  const count = async () =>
    (
      await db
        .selectFrom('orders')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  const before = await count()
  const client = await portal.deps.pool.connect()
  await client.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
  )
  await client.query(
    'create trigger refuse before insert on trail_annexes for each row execute function refuse()',
  )
  expect(await order(token)).toMatchObject({ id: '' })
  await client.query('drop trigger refuse on trail_annexes')
  client.release()
  expect(await count()).toBe(before)
  const { id } = await order(token)
  expect(await namedBy(id)).toBe(sha256((await annexOf(id)).content))
})

test('the annex of an order that the platform refused gives way to the next', async () => {
  const token = await begin()
  await portal.fault('addTemp', 'code', { code: '9999' })
  expect(await order(token)).toMatchObject({ id: '' })
  const { id } = await order(token)
  const { entries = [] } = (await evidence(id)).trail ?? {}
  const placed = entries.filter(({ kind }) => kind === 'placed')
  expect(new Set(placed.map(({ detail }) => detail.annex)).size).toBe(2)
  expect(placed.at(-1)?.detail.annex).toBe(sha256((await annexOf(id)).content))
  expect((await by(token, 'GET', '/purchase')).statusCode).toBe(200)
})

test('a download is audited with its reason, and a clerk gets none', async () => {
  const { id } = await order(await begin())
  const cookie = await signInAs(portal, 'clerk', 'annex-clerk')
  expect((await ask(id, { cookie })).statusCode).toBe(403)
  const missing = await portal.ask('POST', `/api/orders/${id}/evidence/annex`, {})
  expect(missing.json()).toMatchObject({ fields: [{ field: 'reason', code: 'choose-reason' }] })
  await annexOf(id)
  const { items } = (await portal.ask('GET', `/api/audit?act=annex-shown&subject=${id}`)).json<{
    items: object[]
  }>()
  expect(items).toMatchObject([{ actor: 'admin', detail: { reason: 'claim', sha256: await namedBy(id) } }])
})

test('the command accepts the annex that a file names and refuses an altered one', async () => {
  const { id } = await order(await begin())
  const { publicKey } = await evidence(id)
  const { content } = await annexOf(id)
  const [path, good, bad] = ['sale.evidence', 'good.json', 'bad.json'].map((name) => join(folder, name))
  await writeFile(path ?? '', await file(id))
  await writeFile(good ?? '', content)
  await writeFile(bad ?? '', content.replace(LI_LEI.name, '韩梅梅'))
  const command = join(import.meta.dirname, '..', '..', 'commands', 'verify-evidence.ts')
  const run = (annex = '') =>
    promisify(execFile)(process.execPath, [command, path ?? '', publicKey, '--annex', annex]).then(
      ({ stdout }) => [0, stdout],
      ({ code, stdout }: { code: number; stdout: string }) => [code, stdout],
    )
  expect(await run(good)).toEqual([0, expect.stringContaining('the annex is intact')])
  expect(await run(bad)).toEqual([1, expect.stringContaining('the annex was altered')])
})

test('the annex has no prefilledBy when nothing was prefilled', async () => {
  const { id } = await order(await begin())
  const { content } = await annexOf(id)
  expect(JSON.parse(content)).toMatchObject({ prefilledBy: null, filledBy: { planCode: 'customer' } })
})

test('an annex that was replaced in the database is refused', async () => {
  const { id } = await order(await begin())
  const other = await order(await begin())
  const content_sealed = (await kept(other.id))?.content_sealed ?? null
  const trail_id = (await kept(id))?.trail_id ?? ''
  await db.updateTable('trail_annexes').set({ content_sealed }).where('trail_id', '=', trail_id).execute()
  expect(await codeOf(id)).toBe('annex-altered')
})

test('the annex is erased with the recording, and its hash stays', async () => {
  const { id } = await order(await begin())
  const named = await namedBy(id)
  await db.updateTable('orders').set({ status: 'failed' }).where('id', '=', id).execute()
  await portal.ask('POST', `/api/orders/${id}/erase`, {})
  expect((await kept(id))?.content_sealed).toBeNull()
  expect(await codeOf(id)).toBe('annex-erased')
  expect([await namedBy(id), (await evidence(id)).trail?.broken]).toEqual([named, null])
})

test('the annex of a sealed order opens only to the two administrators of an opening', async () => {
  const { id } = await order(await begin())
  await until(
    async () => {
      const days = { start_date: '2026-01-01', end_date: '2026-01-03' }
      const over = {
        ...days,
        status: 'issued' as const,
        cover_start: days.start_date,
        cover_end: days.end_date,
      }
      await db.updateTable('orders').set(over).where('id', '=', id).execute()
      return portal.ask('POST', `/api/orders/${id}/erase`, {})
    },
    ({ statusCode }) => statusCode === 200,
  )
  expect((await kept(id))?.content_sealed).not.toBeNull()
  expect(await codeOf(id)).toBe('not-opened')
  const { content_sealed = null, trail_id = '' } = (await kept(id)) ?? {}
  const swap = (content: Buffer | null) =>
    db
      .updateTable('trail_annexes')
      .set({ content_sealed: content })
      .where('trail_id', '=', trail_id)
      .execute()
  await swap(Buffer.from('altered'))
  expect(await codeOf(id)).toBe('not-opened')
  await swap(content_sealed)
  const approver = { cookie: await signInAs(portal, 'admin', 'annex-approver') }
  const ground = '上海市某区人民法院 (2026)沪01民初123号'
  const asked = await portal.ask('POST', `/api/orders/${id}/openings`, { ground })
  const { opening } = asked.json<{ opening: { id: string } }>()
  await portal.ask('POST', `/api/orders/${id}/openings/${opening.id}/approve`, {}, approver)
  expect(sha256((await annexOf(id)).content)).toBe(await namedBy(id))
  const third = { cookie: await signInAs(portal, 'admin', 'annex-third') }
  expect((await ask(id, third)).json()).toMatchObject({ code: 'not-opened' })
})

test('evidence from before annexes stays intact and has none', async () => {
  const headers = { 'idempotency-key': 'before-annexes' }
  const placed = await portal.ask('POST', '/api/orders', await preparedOrder(portal), headers)
  const { id } = placed.json<{ id: string }>()
  await db.deleteFrom('trails').where('order_id', '=', id).execute()
  await recorded(portal, id, 'page')
  expect((await evidence(id)).trail?.broken).toBeNull()
  expect((await ask(id)).statusCode).toBe(404)
  expect(readAnnexHash(await file(id))).toBeNull()
})
