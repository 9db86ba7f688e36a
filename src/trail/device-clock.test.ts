import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const START = Date.UTC(2026, 0, 1)

test('takes the middle of the round trip as the moment of arrival', async () => {
  const { measureClock, deviceClock } = await import('./device-clock.ts')
  expect(deviceClock()).toBeUndefined()
  measureClock(START + 60_000, START, START + 400)
  expect(deviceClock()).toEqual({ offset: 59_800, within: 200 })
})

test('keeps the fastest answer', async () => {
  const { measureClock, deviceClock } = await import('./device-clock.ts')
  measureClock(START, START, START + 100)
  measureClock(START, START, START + 4_000)
  expect(deviceClock()).toEqual({ offset: -50, within: 50 })
  measureClock(START, START, START + 20)
  expect(deviceClock()).toEqual({ offset: -10, within: 10 })
})

test('forgets the measurement when the device’s clock is set', async () => {
  const { measureClock, deviceClock } = await import('./device-clock.ts')
  measureClock(Date.now(), Date.now(), Date.now())
  vi.setSystemTime(Date.now() + 3_600_000)
  expect(deviceClock()).toBeUndefined()
})

test('ignores an answer that does not say when its request arrived', async () => {
  const { measureClock, deviceClock } = await import('./device-clock.ts')
  measureClock(Number.NaN, START, START + 10)
  expect(deviceClock()).toBeUndefined()
})

test('ignores an answer that a sleeping device handled late', async () => {
  const { measureClock, deviceClock } = await import('./device-clock.ts')
  measureClock(START + 100, START, START + 300_000)
  expect(deviceClock()).toBeUndefined()
})
