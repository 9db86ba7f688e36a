import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { registerTracing } from '../http/trace-requests.ts'
import { createTracing } from './tracing.ts'

type Sent = {
  resourceSpans: {
    scopeSpans: {
      spans: {
        traceId: string
        spanId: string
        parentSpanId?: string
        name: string
        status: { code: number }
      }[]
    }[]
  }[]
}

test('a request and its call to the platform are one trace, which holds no address or value', async () => {
  const sent: Sent[] = []
  const collector = createServer((request, response) => {
    void json(request).then((body) => {
      sent.push(body as Sent)
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const tracing = createTracing({ url, headers: {} }, '1.0.0', { warn() {} })
  const app = Fastify()
  registerTracing(app, tracing)
  app.get('/orders/:id', () =>
    tracing.call('getOrderDetail', {}, async () => {
      throw new Error('secret words')
    }),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  await fetch(`http://127.0.0.1:${port}/orders/a-secret-id?q=a-secret-query`).then((answer) => answer.text())
  await app.close()
  await tracing.stop()
  collector.close()
  const spans = sent.flatMap(({ resourceSpans }) => resourceSpans[0]?.scopeSpans[0]?.spans ?? [])
  const served = spans.find(({ name }) => name === 'GET /orders/:id')
  const called = spans.find(({ name }) => name === 'getOrderDetail')
  expect(called).toMatchObject({
    traceId: served?.traceId,
    parentSpanId: served?.spanId,
    status: { code: 2 },
  })
  expect(JSON.stringify(sent)).not.toContain('secret')
})

test('logs an unreachable collector once and continues', async () => {
  const said: string[] = []
  const tracing = createTracing({ url: 'http://127.0.0.1:1', headers: {} }, '1.0.0', {
    warn: (_details, message) => said.push(message),
  })
  expect(await tracing.call('register', {}, () => Promise.resolve(7))).toBe(7)
  await tracing.stop()
  await tracing.call('register', {}, () => Promise.resolve(7))
  await tracing.stop()
  expect(said).toEqual(['traces cannot be sent'])
})
