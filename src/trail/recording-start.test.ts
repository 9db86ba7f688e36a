import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const started = vi.hoisted(() => vi.fn(() => ({ flush() {}, stop() {} })))
vi.mock('./page-recorder.ts', () => ({ recordPage: started }))

const heard = new EventTarget()
beforeEach(() => {
  vi.useFakeTimers()
  vi.resetModules()
  started.mockClear()
  vi.stubGlobal('addEventListener', heard.addEventListener.bind(heard))
  vi.stubGlobal('removeEventListener', heard.removeEventListener.bind(heard))
  vi.stubGlobal('location', { pathname: '/buy/abc', origin: 'https://portal.test' })
  vi.stubGlobal('document', { readyState: 'loading', addEventListener() {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open(): Promise<void> {
  const { report } = await import('./trail-sender.ts')
  report('purchase', null, { current: [] })
}

/** The recorder is loaded by a dynamic import. */
const loaded = () => vi.dynamicImportSettled()

test('starts recording an untouched page when it has loaded and is idle', async () => {
  await open()
  await vi.advanceTimersByTimeAsync(60_000)
  await loaded()
  expect(started).not.toHaveBeenCalled()
  heard.dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(3_000)
  await loaded()
  expect(started).toHaveBeenCalledOnce()
})

test('starts recording once, at the first touch, when that comes before the page is idle', async () => {
  await open()
  heard.dispatchEvent(new Event('pointerdown'))
  await loaded()
  expect(started).toHaveBeenCalledOnce()
  heard.dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(3_000)
  heard.dispatchEvent(new Event('keydown'))
  await loaded()
  expect(started).toHaveBeenCalledOnce()
})

test('a recorder that did not load is asked for once more', async () => {
  started.mockImplementationOnce(() => {
    throw new Error('not loaded')
  })
  await open()
  heard.dispatchEvent(new Event('pointerdown'))
  await loaded()
  await vi.advanceTimersByTimeAsync(60_000)
  await loaded()
  expect(started).toHaveBeenCalledTimes(2)
})

test('an order’s own page is not recorded', async () => {
  vi.stubGlobal('location', { pathname: '/o/abc', origin: 'https://portal.test' })
  await open()
  heard.dispatchEvent(new Event('load'))
  heard.dispatchEvent(new Event('pointerdown'))
  await vi.advanceTimersByTimeAsync(3_000)
  await loaded()
  expect(started).not.toHaveBeenCalled()
})
