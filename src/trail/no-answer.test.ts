import type { record } from '@rrweb/record'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PATIENCE_MS } from '../api/early.ts'

type Emit = NonNullable<NonNullable<Parameters<typeof record>[0]>['emit']>

// Recording needs a DOM. The test emits the events itself.
const recording = vi.hoisted(() => ({ emit: undefined as Emit | undefined }))
vi.mock('@rrweb/record', () => ({
  record: Object.assign(
    ({ emit }: { emit: Emit }) => {
      recording.emit = emit
      return () => {}
    },
    { addCustomEvent() {} },
  ),
}))

const TARGET = { path: '/api/purchase/recording', bearer: 'b', visit: 'v' }

let sent: string[]
beforeEach(() => {
  vi.useFakeTimers()
  // The same as the real one, on the test's clock.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('no answer', 'TimeoutError')), ms)
    return controller.signal
  })
  sent = []
  // A server that accepts the request and never answers.
  vi.stubGlobal('fetch', (path: string, { signal }: RequestInit = {}) => {
    sent.push(path)
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    })
  })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('location', { pathname: '/s/abc', origin: 'https://portal.test' })
  vi.stubGlobal('innerWidth', 360)
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('innerHeight', 640)
  vi.stubGlobal('document', {
    documentElement: { lang: 'zh' },
    addEventListener() {},
    removeEventListener() {},
    querySelector: () => null,
    querySelectorAll: () => [],
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('sends the trail again when the server never answers', async () => {
  const { report } = await import('./trail-sender.ts')
  const { say } = await import('./trail.ts')
  report('purchase', 'bearer', { current: [] })
  say({ kind: 'press' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual(['/api/purchase/trail'])
  await vi.advanceTimersByTimeAsync(PATIENCE_MS + 2_000)
  expect(sent).toEqual(['/api/purchase/trail', '/api/purchase/trail'])
})

test('sends a piece of the recording again when the server never answers', async () => {
  const { recordPage } = await import('./page-recorder.ts')
  const { flush } = recordPage(
    () => TARGET,
    () => [],
  )
  recording.emit?.({ type: 4, data: { href: '/', width: 360, height: 640 }, timestamp: 1 })
  flush(false)
  // Compressing takes real time.
  await vi.waitFor(() => expect(sent).toEqual([TARGET.path]))
  await vi.advanceTimersByTimeAsync(PATIENCE_MS + 2_000)
  expect(sent).toEqual([TARGET.path, TARGET.path])
})
