import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductDocument } from '#contract/products.ts'
import { documentHash, wholeDocuments } from '../../evidence/named-documents.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'

const PDF = Buffer.from('%PDF-1.7\nthe clauses')
let portal: TestPortal
let server: Server
let origin = ''
beforeAll(async () => {
  portal = await testPortal()
  await preparedOrder(portal)
  server = createServer((request, response) => {
    if (request.url === '/terms.pdf') response.end(PDF)
    else if (request.url === '/moved.pdf') response.writeHead(302, { location: '/terms.pdf' }).end()
    else if (request.url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else if (request.url === '/page') response.end('<!doctype html><p>clauses')
    else if (request.url === '/large') response.end(Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await portal.close()
  server.close()
})

const add = (url: string, more: object = {}) =>
  portal.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '条款',
    version: '1',
    url,
    ...more,
  })

test.each(['/terms.pdf', '/moved.pdf', '/terms.pdf#page=2'])(
  'keeps the bytes of the PDF at %s and hashes them',
  async (path) => {
    const added = await add(origin + path)
    expect(added.statusCode).toBe(201)
    const { id, file, url } = added.json<ProductDocument>()
    expect(url).toBeNull()
    const answer = await portal.ask('GET', file ?? '', undefined, { cookie: '' })
    expect(answer.rawPayload.equals(PDF)).toBe(true)
    const row = await wholeDocuments(portal.deps.db).where('document.id', '=', id).executeTakeFirstOrThrow()
    expect(documentHash(row)).toBe(createHash('sha256').update(PDF).digest('hex'))
  },
)

test.each([
  ['/page', 'address-not-pdf'],
  ['/gone', 'address-status-404'],
  ['/large', 'address-too-large'],
  ['/inside', 'address-unreachable'],
])(
  'says why %s gives no document, and keeps the address alone when that is confirmed',
  async (path, code) => {
    const refused = await add(origin + path)
    expect([refused.statusCode, refused.json<object>()]).toMatchObject([
      422,
      { code: 'needs-confirmation', fields: [{ field: 'url', code }] },
    ])
    expect((await add(origin + path, { confirmed: true })).json()).toMatchObject({
      url: origin + path,
      file: null,
    })
  },
)

test.each([
  ['https://10.0.0.1/terms.pdf', 'url-private'],
  ['https://user:secret@www.insurer.example/terms.pdf', 'url-https'],
])('never keeps %s', async (url, code) => {
  expect((await add(url, { confirmed: true })).json()).toMatchObject({ fields: [{ field: 'url', code }] })
})

test('a confirmed address is fetched all the same', async () => {
  const added = (await add(`${origin}/terms.pdf`, { confirmed: true })).json<ProductDocument>()
  expect([added.url, added.file]).toEqual([null, expect.stringContaining('/document.pdf')])
})
