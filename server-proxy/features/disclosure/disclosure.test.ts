import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ShownDisclosure } from '#contract/disclosure.ts'
import { DISCLOSURE } from '../../testing/disclosure.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const read = async () =>
  (await portal.app.inject({ url: '/api/disclosure' })).json<{ disclosure: ShownDisclosure | null }>()
    .disclosure
const put = (change: object = {}) => portal.ask('PUT', '/api/disclosure', { ...DISCLOSURE, ...change })
const versions = async () =>
  (await portal.ask('GET', '/api/disclosure/versions')).json<{ items: { sha256: string; by: string }[] }>()
    .items

test('shows anyone the disclosure as the admin saved it', async () => {
  expect(await read()).toBeNull()
  expect((await put()).statusCode).toBe(200)
  expect(await read()).toMatchObject(DISCLOSURE)
})

test('a change makes another version under the hash of its content', async () => {
  await put()
  const before = await versions()
  await put()
  expect(await versions()).toEqual(before)
  await put({ phone: '0512-66666666' })
  const [newest, ...earlier] = await versions()
  expect(earlier).toEqual(before)
  const { content } = await portal.deps.db
    .selectFrom('disclosures')
    .select('content')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(newest).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex'), by: 'admin' })
  expect((await read())?.sha256).toBe(newest?.sha256)
})

test('refuses a version edited from one that is no longer in force, and keeps what is', async () => {
  const first = (await read())?.sha256
  expect((await put({ phone: '0512-11111111', after: first })).statusCode).toBe(200)
  const refused = await put({ phone: '0512-22222222', after: first })
  expect(refused.json()).toMatchObject({ status: 409, code: 'disclosure-changed' })
  expect((await put({ phone: '0512-22222222', after: null })).statusCode).toBe(409)
  expect((await read())?.phone).toBe('0512-11111111')
})

test('names the field that is too long or not a phone number', async () => {
  const answer = await put({ phone: 'call me', notice: { zh: '长'.repeat(10_001), en: '' } })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({
    fields: expect.arrayContaining([
      expect.objectContaining({ field: 'phone', code: 'phone' }),
      expect.objectContaining({ field: 'notice.zh', code: 'too-long-10000' }),
    ]),
  })
})

test('the audit log names who changed the disclosure', async () => {
  await put({ icp: '苏ICP备87654321号-1' })
  const { items } = (await portal.ask('GET', '/api/audit?act=disclosure-changed')).json<{
    items: { actor: string; detail: { sha256: string } }[]
  }>()
  expect(items[0]).toMatchObject({ actor: 'admin', detail: { sha256: (await read())?.sha256 } })
})
