import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InvoiceList } from '#contract/invoices.ts'
import type { Order } from '#contract/orders.ts'
import type { OwnOrder } from '#contract/own-order.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { addInvoiceFiles, formatOf } from './keep-invoices.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, preparedOrder, until } from '../testing/sale.ts'
import { findByOwnToken, ownToken } from './own-link.ts'
import { viewOwnOrder } from '../features/own-order/own-order-view.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const refresh = async (id: string) => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>()
const applyForInvoice = (id: string) =>
  portal.ask('POST', `/api/orders/${id}/invoice`, { invoiceType: 'person', invoiceTitle: '李雷' })

async function invoiced(
  productCode: string,
  planCode: string,
  as: Order['invoice']['status'] = 'issued',
): Promise<Order> {
  const body = await preparedOrder(portal, productCode, planCode)
  const placed = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await portal.control('POST', `/orders/${placed.tempOrderCode}/actions`, { action: 'pay' })
  await until(
    () => refresh(placed.id),
    ({ status }) => status === 'issued',
  )
  await applyForInvoice(placed.id)
  return until(
    () => refresh(placed.id),
    ({ invoice }) => invoice.status === as,
  )
}
const filesOf = async (id: string) =>
  (await portal.ask('GET', `/api/orders/${id}/invoices`)).json<InvoiceList>().items
const codesOf = ({ policies }: Order) => policies.map(({ policyCode }) => policyCode)

test('names an invoice for one policy by that policy in the list and the file', async () => {
  const order = await invoiced('200311', '31101')
  expect(order.invoice.support).toBe('single')
  const files = await filesOf(order.id)
  expect(files.map(({ policyCodes }) => policyCodes)).toEqual(codesOf(order).map((code) => [code]))
  const pdf = await portal.ask('GET', files[1]?.file ?? '')
  expect(pdf.headers['content-disposition']).toContain(`invoice-${codesOf(order)[1]}.pdf`)
})

test('the customer gets the same names', async () => {
  const order = await invoiced('200311', '31101')
  const token = await ownToken(portal.deps, order.id)
  const row = await findByOwnToken(portal.deps, token)
  const own: OwnOrder = await viewOwnOrder(portal.deps, row)
  expect(own.invoice.files.map(({ policyCodes }) => policyCodes)).toEqual(
    codesOf(order).map((code) => [code]),
  )
})

test('a merged invoice names every policy it is for', async () => {
  const order = await invoiced('200520', '52001')
  expect(order.invoice.support).toBe('merged')
  const [file, ...more] = await filesOf(order.id)
  expect(more).toEqual([])
  expect(file?.policyCodes.toSorted()).toEqual(codesOf(order).toSorted())
  const pdf = await portal.ask('GET', file?.file ?? '')
  expect(pdf.headers['content-disposition']).toContain(`invoice-${order.orderCode}-1.pdf`)
})

test('OFD and XML are saved by the name of their policy, never shown', async () => {
  await portal.control('POST', '/settings', { invoiceFile: 'all' })
  const order = await invoiced('200311', '31101')
  const [code = ''] = codesOf(order)
  const files = await filesOf(order.id)
  expect(files.filter(({ policyCode }) => policyCode === code).map(({ format }) => format)).toEqual([
    'pdf',
    'ofd',
    'xml',
  ])
  for (const { file, format } of files.filter(({ policyCode }) => policyCode === code)) {
    const { headers } = await portal.ask('GET', file)
    const shown = format === 'pdf' ? 'inline' : 'attachment'
    expect(headers['content-disposition']).toBe(`${shown}; filename="invoice-${code}.${format}"`)
    expect(headers['content-type']).toContain(`application/${format}`)
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
  await portal.control('DELETE', '/settings')
})

test('the content decides the format and is remembered, whatever the address says', async () => {
  await portal.control('POST', '/settings', { invoiceFile: 'ofd' })
  const { id } = await invoiced('200520', '52001')
  const { db } = portal.deps
  const url = async () =>
    (await db.selectFrom('invoice_files').select('url').where('order_id', '=', id).executeTakeFirstOrThrow())
      .url
  const [listed] = await filesOf(id)
  // As tax bureaus write it, the address names the format in its query.
  expect(formatOf({ format: null, url: 'https://dppt.x.chinatax.gov.cn:8443/v1/export?Wjgs=OFD&a=1' })).toBe(
    'ofd',
  )
  expect(formatOf({ format: null, url: 'https://dppt.x.chinatax.gov.cn:8443/v1/export?id=1' })).toBeNull()
  expect(formatOf({ format: 'pdf', url: await url() })).toBe('pdf')
  await portal.ask('GET', listed?.file ?? '')
  const kept = await db.selectFrom('invoice_files').select('format').where('order_id', '=', id).execute()
  expect(kept).toEqual([{ format: 'ofd' }])
  await portal.control('DELETE', '/settings')
})

test('refuses a title over 32 characters with what to do', async () => {
  const order = await invoiced('200520', '52001')
  const answer = await portal.ask('POST', `/api/orders/${order.id}/invoice`, {
    invoiceType: 'person',
    invoiceTitle: '长'.repeat(33),
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ fields: [{ field: 'invoiceTitle', code: 'title-too-long-32' }] })
})

test('a file that 7.3 gives without a policy learns it from 7.11 and keeps it', async () => {
  const { id } = await invoiced('200311', '31101')
  const url = 'http://files.test/late.pdf'
  const { db } = portal.deps
  const known = async () => (await filesOf(id)).at(-1)?.policyCodes
  for (const [policyCodes, wanted] of [
    [[], []],
    [['P1'], ['P1']],
    [[], ['P1']],
    [['P2'], ['P1', 'P2']],
  ] as const) {
    await addInvoiceFiles(db, id, [{ invoiceUrl: url, policyCodes: [...policyCodes] }])
    expect(await known()).toEqual(wanted)
  }
})

test.each([
  ['one object', { invoiceUrl: 'http://files.test/o.pdf', policyCode: 'P1' }, ['P1']],
  ['a list of objects', [{ invoiceUrl: 'http://files.test/l.pdf', policyCode: 'P2' }], ['P2']],
  ['a list of addresses', ['http://files.test/s.pdf'], []],
])('adds an invoice when 7.3 answers %s', async (_shape, data, policyCodes) => {
  const { id } = await invoiced('200311', '31101')
  const before = (await filesOf(id)).length
  await portal.fault('getInvoiceUrl', 'answer', {
    body: JSON.stringify({ code: '0000', message: '成功', data }),
  })
  const files = await filesOf(id)
  expect([files.length, files.at(-1)?.policyCodes]).toEqual([before + 1, policyCodes])
})

test.each(['{"code":"0000","message":"成功","data":null}', '{"code":"0000","message":"成功"}'])(
  'keeps what is known when 7.3 answers %s',
  async (body) => {
    const { id } = await invoiced('200311', '31101')
    const before = await filesOf(id)
    await portal.fault('getInvoiceUrl', 'answer', { body })
    expect(await filesOf(id)).toEqual(before)
  },
)

test.each([
  ['https://a.example/i/1.pdf', '//a.example/i/1.pdf'],
  ['https://a.example/i/1.pdf?sign=1', 'http://b.example/i/1.pdf?sign=2'],
  ['https://a.example/i/1.zip?Expires=1&Signature=a', 'https://a.example/i/1.zip?Expires=2&Signature=b'],
  ['https://a.example/i/1.jpg?Expires=1', 'https://a.example/i/1.jpg?Expires=2'],
])('%s and %s are one file at its newest address', async (first, second) => {
  const { db } = portal.deps
  const { id } = await invoiced('200311', '31101')
  await db.deleteFrom('invoice_files').where('order_id', '=', id).execute()
  await addInvoiceFiles(db, id, [{ invoiceUrl: first, policyCodes: ['P1'] }])
  await addInvoiceFiles(db, id, [{ invoiceUrl: second, policyCodes: ['P1'] }])
  const files = await db.selectFrom('invoice_files').select(['n', 'url']).where('order_id', '=', id).execute()
  expect(files).toEqual([{ n: 1, url: second }])
})

test.each([
  ['of two policies', ['/i/f.pdf?p=1', ['P1']], ['/i/f.pdf?p=2', ['P2']]],
  ['named by the query alone', ['/download?id=1', []], ['/download?id=2', []]],
  ['named by the query of an action', ['/download.do?id=1', ['P1']], ['/download.do?id=2', ['P1']]],
  ['named by the query of a long action', ['/get.action?id=1', ['P1']], ['/get.action?id=2', ['P1']]],
  ['named by the query of a script', ['/get.aspx?id=1', ['P1']], ['/get.aspx?id=2', ['P1']]],
  ['named by the query of a version', ['/api/v1.0?id=1', ['P1']], ['/api/v1.0?id=2', ['P1']]],
] as const)('files %s are two files', async (_what, [first, one], [second, two]) => {
  const { db } = portal.deps
  const { id } = await invoiced('200311', '31101')
  await db.deleteFrom('invoice_files').where('order_id', '=', id).execute()
  const host = 'https://a.example'
  await addInvoiceFiles(db, id, [{ invoiceUrl: host + first, policyCodes: [...one] }])
  await addInvoiceFiles(db, id, [{ invoiceUrl: host + second, policyCodes: [...two] }])
  const files = await db.selectFrom('invoice_files').select('n').where('order_id', '=', id).execute()
  expect(files).toHaveLength(2)
})

test('a partly made invoice can be applied for again, and is then complete', async () => {
  await portal.control('POST', '/settings', { invoice: 'partly' })
  const { id } = await invoiced('200311', '31101', 'partly-issued')
  expect(await filesOf(id)).toHaveLength(1)
  await portal.control('POST', '/settings', { invoice: 'ok' })
  expect((await applyForInvoice(id)).statusCode).toBe(200)
  await until(
    () => refresh(id),
    ({ invoice }) => invoice.status === 'issued',
  )
  expect(await filesOf(id)).toHaveLength(2)
})

test('an invoice made in part is still watched when its completion is refused', async () => {
  await portal.control('POST', '/settings', { invoice: 'partly' })
  const { id } = await invoiced('200311', '31101', 'partly-issued')
  await portal.control('POST', '/settings', { invoice: 'ok' })
  await portal.fault('applyInvoice', 'code', { code: '9999' })
  expect((await applyForInvoice(id)).statusCode).toBe(422)
  await refresh(id)
  expect(await nextPullOf(portal, id)).not.toBeNull()
})
