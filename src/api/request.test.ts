import { afterEach, expect, test, vi } from 'vitest'
import { listOrders } from '../contract/endpoints/orders.ts'
import { call } from './call.ts'
import { ProblemError, send } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

test('reports unavailable when a proxy answers for a portal that is down', async () => {
  for (const [status, code] of [
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [500, 'internal'],
    [413, 'internal'],
  ]) {
    vi.stubGlobal('fetch', async () => new Response('<html>Bad Gateway</html>', { status: Number(status) }))
    const error = await call(listOrders, {}).catch((one: unknown) => one)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problem).toMatchObject({ status, code })
  }
})

test('uses keepalive only for bodies of at most 60 KiB, counted in bytes', async () => {
  const sent: (boolean | undefined)[] = []
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    sent.push(init.keepalive)
    return Response.json({})
  })
  for (const text of ['名'.repeat(20_000), '名'.repeat(21_000), 'n'.repeat(60_000)])
    await send('/api/drafts/1', { method: 'PUT', body: { text }, keepalive: true })
  expect(sent).toEqual([true, undefined, true])
})
