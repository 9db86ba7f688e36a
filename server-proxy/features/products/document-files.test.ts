import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductDocument } from '#contract/products.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'

let portal: TestPortal
const DOCUMENTS = '/api/products/200207/documents'
beforeAll(async () => {
  portal = await testPortal()
  await preparedOrder(portal)
})
afterAll(() => portal.close())

const pdfOf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)])
const send = (body: Buffer, headers: Record<string, string> = {}) =>
  portal.ask('POST', '/api/document-files', body, { 'content-type': 'application/pdf', ...headers })
const publish = (file: string, version: string, replaces?: string) =>
  portal.ask('POST', DOCUMENTS, { kind: 'terms', title: '保险条款', version, file, replaces })
const filesKept = async () =>
  (await portal.deps.db.selectFrom('files').select('sha256').execute()).map(({ sha256 }) =>
    sha256?.toString('hex'),
  )

test('a PDF of several parts comes back unchanged, and its old version stays readable beside the new one', async () => {
  const pdfs = [pdfOf(1_500_001), pdfOf(262_144)]
  const shown: ProductDocument[] = []
  for (const pdf of pdfs) {
    const { file } = (await send(pdf)).json<{ file: string }>()
    expect(file).toBe(createHash('sha256').update(pdf).digest('hex'))
    const added = await publish(file, String(shown.length + 1), shown.at(-1)?.id)
    expect(added.statusCode).toBe(201)
    shown.push(added.json<ProductDocument>())
  }
  const inForce = (await portal.ask('GET', DOCUMENTS)).json<{ items: ProductDocument[] }>().items
  expect(inForce).toEqual([shown[1]])
  for (const [place, pdf] of pdfs.entries()) {
    const answer = await portal.ask('GET', shown[place]?.file ?? '', undefined, { cookie: '' })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(answer.rawPayload.equals(pdf)).toBe(true)
  }
})

test('stores the same content once, also in parallel', async () => {
  const pdf = pdfOf(400_000)
  const before = await filesKept()
  const answers = await Promise.all(Array.from({ length: 4 }, () => send(pdf)))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
  expect(await filesKept()).toHaveLength(before.length + 1)
})

test('refuses and discards a non-PDF, a large file, a foreign page’s and a non-admin’s', async () => {
  const before = await filesKept()
  for (const body of [Buffer.from('MZ is no PDF'), Buffer.from('%PD'), Buffer.alloc(0)])
    expect((await send(body)).json()).toMatchObject({ fields: [{ field: 'file', code: 'not-pdf' }] })
  const large = await send(pdfOf(20 * 1024 * 1024 + 1))
  expect([large.statusCode, large.json<object>()]).toMatchObject([
    413,
    { fields: [{ code: 'file-too-large' }] },
  ])
  const clerk = await signInAs(portal, 'manager', 'files-manager')
  expect((await send(pdfOf(20), { cookie: clerk })).statusCode).toBe(403)
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'content-type': 'text/plain' },
  ]
  for (const headers of foreign) expect((await send(pdfOf(20), headers)).statusCode).toBe(403)
  expect(await filesKept()).toEqual(before)
  expect((await publish('0'.repeat(64), '9')).json()).toMatchObject({
    fields: [{ field: 'file', code: 'file-gone' }],
  })
})

test('a file of no product cannot be read, and is deleted after a day', async () => {
  const { file } = (await send(pdfOf(1_000))).json<{ file: string }>()
  const path = `/api/document-files/${file}/document.pdf`
  expect((await portal.ask('GET', path)).statusCode).toBe(404)
  await portal.deps.db
    .updateTable('files')
    .set({ touched_at: new Date(Date.now() - 25 * 3_600_000) })
    .execute()
  await send(pdfOf(1_000))
  expect(await filesKept()).not.toContain(file)
  // Files of documents, old versions too, stay at any age.
  expect((await filesKept()).length).toBe(3)
})
