import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { ProblemError, request } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

test('a page of the proxy before a portal that is away is told as just that', async () => {
  for (const [status, code] of [
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [500, 'internal'],
    [413, 'internal'],
  ]) {
    vi.stubGlobal('fetch', async () => new Response('<html>Bad Gateway</html>', { status: Number(status) }))
    const error = await request(z.object({}), '/api/orders').catch((one: unknown) => one)
    expect(error).toBeInstanceOf(ProblemError)
    expect((error as ProblemError).problem).toMatchObject({ status, code })
  }
})
