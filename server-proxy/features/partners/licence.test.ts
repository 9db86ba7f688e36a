import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EmbedPartner } from '#contract/embed.ts'
import type { Partner } from '#contract/partners.ts'
import { SHOP, testPartner, type TestPartner } from '../../testing/partner.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'

const LICENCE = {
  kind: 'sideline',
  name: '湖畔旅行社有限公司',
  number: '3205000000001',
  until: '2099-12-31',
} as const
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
const PDF = Buffer.from('%PDF-1.7\nlicence')

let portal: TestPortal
let partner: TestPartner
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
})
afterAll(() => portal.close())

const read = async () => (await portal.ask('GET', `/api/partners/${partner.id}`)).json<Partner>()
const save = async (licence: object) =>
  portal.ask('PUT', `/api/partners/${partner.id}`, { ...(await read()), licence })
const card = async () => (await portal.app.inject(`/api/embed/partners/${partner.id}`)).json<EmbedPartner>()
const send = (body: Buffer, headers: object = {}) =>
  portal.ask('POST', '/api/licence-files', body, { 'content-type': 'application/octet-stream', ...headers })

test.each(['kind', 'name', 'number', 'until'] as const)(
  'against production a partner whose licence has no %s counts as unlicensed',
  async (part) => {
    await save({ ...LICENCE, [part]: '' })
    expect(await read()).toMatchObject({ licenceGaps: [part], sells: true })
    expect((await card()).licensed).toBe(true)
    portal.deps.production = true
    try {
      expect((await read()).sells).toBe(false)
      expect(await card()).toMatchObject({ licensed: false, licence: null })
      const payload = { token: await partner.token(), origin: SHOP }
      const refused = await portal.app.inject({ method: 'POST', url: '/api/embed/session', payload })
      expect(refused.json()).toMatchObject({ code: 'partner-unlicensed' })
      await save(LICENCE)
      expect(await card()).toMatchObject({
        licensed: true,
        licence: { kind: 'sideline', number: LICENCE.number },
      })
    } finally {
      portal.deps.production = false
    }
  },
)

test.each([
  ['image/png', PNG],
  ['application/pdf', PDF],
])('administrators read the copy of a licence as %s', async (type, body) => {
  const { file } = (await send(body)).json<{ file: string }>()
  await save({ ...LICENCE, file })
  const answer = await portal.ask('GET', `/api/partners/${partner.id}/licence`)
  expect(answer.headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' })
  expect(answer.rawPayload.equals(body)).toBe(true)
  const cookie = await signInAs(portal, 'manager', `reader-${type.slice(0, 3)}`)
  const others = await portal.ask('GET', `/api/partners/${partner.id}/licence`, undefined, { cookie })
  expect(others.statusCode).toBe(403)
})

test('a save without kind and copy leaves both', async () => {
  const { file } = (await send(PDF)).json<{ file: string }>()
  await save({ ...LICENCE, file })
  const { name, number, until } = LICENCE
  await save({ name, number, until })
  expect((await read()).licence).toMatchObject({ kind: 'sideline', file })
})

test('refuses a copy that is neither PDF nor image, and one that was never uploaded', async () => {
  for (const body of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('GIF'),
    Buffer.alloc(0),
  ])
    expect((await send(body)).json()).toMatchObject({ fields: [{ field: 'file', code: 'not-pdf-or-image' }] })
  expect((await save({ ...LICENCE, file: '0'.repeat(64) })).json()).toMatchObject({
    fields: [{ field: 'licence.file', code: 'file-gone' }],
  })
})

test('the copy of a licence stays at any age', async () => {
  const { file } = (await send(PDF)).json<{ file: string }>()
  await save({ ...LICENCE, file })
  await portal.deps.db
    .updateTable('files')
    .set({ touched_at: new Date(Date.now() - 25 * 3_600_000) })
    .execute()
  await send(PNG)
  expect((await portal.ask('GET', `/api/partners/${partner.id}/licence`)).statusCode).toBe(200)
})

test('the audit log names each changed part of a licence', async () => {
  const { file } = (await send(PDF)).json<{ file: string }>()
  await save({ ...LICENCE, file: '' })
  await save({ ...LICENCE, file })
  await save({ ...LICENCE, kind: 'agency', number: '', until: '2098-01-01', file })
  await save({ ...LICENCE, kind: 'agency', number: '', until: '2098-01-01', file })
  const { items } = (await portal.ask('GET', `/api/audit?act=partner-changed&subject=${partner.id}`)).json<{
    items: { detail: Record<string, unknown> }[]
  }>()
  const licences = items
    .slice(0, 3)
    .map(({ detail: { origins: _o, products: _p, licensed: _l, ...rest } }) => rest)
  expect(licences).toEqual([
    {},
    { licenceKind: 'agency', licenceNo: 'none', until: '2098-01-01' },
    { licenceFile: file },
  ])
})
