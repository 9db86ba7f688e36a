import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import type { KnownRoute } from '../testing/routes.ts'
import { valuesOf } from '../testing/schema-values.ts'
import { preparedOrder } from '../testing/sale.ts'

/** Requests per route; the benchmark sends more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 6)
/** A slow machine silently tries fewer. */
const MAX_MS = RUNS * 500
const TRACES = /node_modules|\.ts:\d|\bat \S+ \(|PostgreSQL|syntax error|violates|relation "/
/** A stream never ends; the others sign the fuzzer out, or close everything to it. */
const LEFT_OUT = new Set([
  'GET /api/events',
  'DELETE /api/session',
  'DELETE /api/sessions',
  'PUT /api/factor-rules',
])

let portal: TestPortal
let orderId = ''
let customer = ''
let buyer = ''
beforeAll(async () => {
  portal = await testPortal()
  const order = await preparedOrder(portal)
  const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': randomUUID() })
  orderId = placed.json<PlacedOrder>().id
  const { url } = (await portal.ask('POST', `/api/orders/${orderId}/own-link`, {})).json<{ url: string }>()
  customer = url.split('/').at(-1) ?? ''
  const { memberId, productCode } = order
  const link = await portal.ask('POST', '/api/links', { memberId, productCode, uses: 20, days: 7 })
  const begun = await portal.ask(
    'POST',
    '/api/purchase/begin',
    {},
    {
      authorization: `Bearer ${link.json<{ url: string }>().url.split('/').at(-1)}`,
      cookie: '',
    },
  )
  buyer = begun.json<{ token: string }>().token
})
afterAll(() => portal.close())

/** Below 500, and a refusal is a problem with fields and no internals. */
function holds(answer: LightMyRequestResponse, what: string): void {
  expect(answer.statusCode, `${what} → ${answer.body.slice(0, 300)}`).toBeLessThan(500)
  expect(answer.body, what).not.toMatch(TRACES)
  if (answer.statusCode < 400) return
  expect(answer.headers['content-type'], what).toMatch(/^application\/problem\+json/)
  const problem = answer.json<{ code: string; title: string; requestId: string; fields?: object[] }>()
  expect(problem, what).toMatchObject({
    code: expect.any(String) as string,
    title: expect.any(String) as string,
    requestId: expect.any(String) as string,
  })
  if (problem.code === 'invalid') expect(problem.fields?.length, what).toBeGreaterThan(0)
}

const PARAMETER = fc.oneof(
  fc.constantFrom('%00', '%F0%28', '..%2f..%2f', '0', '-1', '%E6%9D%8E', 'x'.repeat(300), '%', 'null'),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
)

function pathsOf({ url }: KnownRoute): fc.Arbitrary<string> {
  const names = [...url.matchAll(/:(\w+)/g)].map(([whole]) => whole)
  const known = (name: string) =>
    fc.constant(name === ':id' ? orderId : name === ':productCode' ? '200207' : '1')
  return fc
    .tuple(...names.map((name) => fc.oneof(known(name), known(name), PARAMETER)))
    .map((values) => names.reduce((path, name, place) => path.replace(name, () => values[place] ?? ''), url))
}

/** A customer's token for routes that take one instead of a cookie. */
function asCustomer(url: string): Record<string, string> {
  if (url.startsWith('/api/own-order') || url.startsWith('/api/return'))
    return { authorization: `Bearer ${customer}`, cookie: '' }
  return url.startsWith('/api/purchase') ? { authorization: `Bearer ${buyer}`, cookie: '' } : {}
}

test('no route fails on input inside or outside its schema', {
  timeout: 600_000,
}, async () => {
  for (const route of portal.routes) {
    const { method, url, schema } = route
    if (LEFT_OUT.has(`${method} ${url}`)) continue
    const bodies = 'body' in schema ? valuesOf(schema['body']) : fc.constant(undefined)
    const queries = 'querystring' in schema ? valuesOf(schema['querystring']) : fc.constant(null)
    const arbitrary = fc.record({ path: pathsOf(route), body: bodies, query: queries })
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ path, body, query }) => {
        const search = new URLSearchParams()
        for (const [name, value] of Object.entries(query ?? {}))
          search.append(name, typeof value === 'string' ? value : JSON.stringify(value))
        const text = method === 'GET' || body === undefined ? undefined : JSON.stringify(body)
        const answer = await portal.ask(
          method,
          `${path}${search.size > 0 ? `?${search.toString()}` : ''}`,
          text,
          {
            ...(text !== undefined && { 'content-type': 'application/json' }),
            ...asCustomer(url),
            'idempotency-key': randomUUID(),
          },
        )
        holds(answer, `${method} ${path} ${text?.slice(0, 400) ?? ''}`)
      }),
      { numRuns: RUNS, endOnFailure: true, interruptAfterTimeLimit: MAX_MS },
    )
  }
  expect(Object.prototype).not.toHaveProperty('polluted')
})

test('refuses malformed, truncated, doubled or deep JSON as a problem', async () => {
  const deep = '['.repeat(20_000)
  for (const { method, url, schema } of portal.routes.filter(
    (one) => 'body' in one.schema && one.access !== 'outside',
  )) {
    if (!schema['body']) continue
    for (const payload of [
      '{',
      '',
      'null',
      '"x"',
      '[]',
      `{"a":${deep}`,
      `${deep}${deep.replaceAll('[', ']')}`,
      '\ufeff{}',
    ])
      holds(
        await portal.ask(method, url.replace(':id', orderId), payload, {
          'content-type': 'application/json',
          ...asCustomer(url),
          'idempotency-key': randomUUID(),
        }),
        `${method} ${url} ${payload.slice(0, 20)}`,
      )
  }
})

test('accepts any bytes under any content type as a notification', async () => {
  const { deliver_secret } = await portal.deps.db
    .selectFrom('orders')
    .select('deliver_secret')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const types = fc.oneof(
    fc.constantFrom(
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ),
    fc.string({ maxLength: 30 }).filter((text) => /^[\x20-\x7e]*$/.test(text)),
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array)),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify({ tempOrderCode: value }))),
  )
  await fc.assert(
    fc.asyncProperty(types, bytes, async (type, payload) => {
      const answer = await portal.app.inject({
        method: 'POST',
        url: `/notify/deliver/${deliver_secret}`,
        headers: { 'content-type': type },
        payload,
      })
      expect(answer.statusCode, `${type} ${payload.toString('hex')}`).toBe(200)
    }),
    { numRuns: RUNS * 2 },
  )
})
