import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { begunHere, forgetBegun, rememberBegun } from './begun-here.ts'

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('finds the newest purchase of each of the last six links', () => {
  for (const link of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) rememberBegun(link, `${link}1`)
  rememberBegun('g', 'g2')
  expect(['a', 'b', 'g'].map(begunHere)).toEqual([null, 'b1', 'g2'])
  forgetBegun('g')
  expect(begunHere('g')).toBeNull()
})

test('forgets a purchase after thirty days', () => {
  vi.useFakeTimers()
  rememberBegun('a', 'a1')
  vi.advanceTimersByTime(31 * 86_400_000)
  expect(begunHere('a')).toBeNull()
})

test.each(['{', '{"a":1}', '[null, 3, {"link":"a"}]'])('starts anew when storage holds %s', (text) => {
  kept.set('begun-here', text)
  expect(begunHere('a')).toBeNull()
})

test('starts anew when storage is blocked', () => {
  vi.stubGlobal('localStorage', undefined)
  rememberBegun('a', 'a1')
  expect(begunHere('a')).toBeNull()
})
