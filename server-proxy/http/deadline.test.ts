import Fastify from 'fastify'
import { afterEach, expect, test, vi } from 'vitest'
import { allowTime, answerBy, registerDeadline } from './deadline.ts'
import { registerProblems } from './problems.ts'

afterEach(() => void vi.useRealTimers())

test('answers within ten seconds when a dependency hangs; a file has its own limit', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const app = Fastify()
  registerProblems(app, { publicUrl: 'http://portal.test' })
  registerDeadline(app)
  app.get('/hangs', () => new Promise(() => {}))
  app.get('/file', async () => {
    allowTime(20_000)
    await new Promise((resolve) => setTimeout(resolve, 15_000))
    return 'a large file'
  })
  app.get('/left', () => ({ ms: (answerBy() ?? 0) - Date.now() }))
  await app.ready()
  expect((await app.inject('/left')).json<{ ms: number }>().ms).toBe(9_300)
  const hangs = app.inject('/hangs')
  const file = app.inject('/file')
  await vi.advanceTimersByTimeAsync(9_900)
  expect((await hangs).json()).toMatchObject({ status: 503, code: 'unavailable' })
  await vi.advanceTimersByTimeAsync(6_000)
  expect((await file).body).toBe('a large file')
  await app.close()
})
