import { afterEach, expect, test, vi } from 'vitest'
import { forgetRecent, noteRecent, readRecent } from './recent.ts'

afterEach(() => vi.unstubAllGlobals())

function stubStorage(kept: Record<string, string> = {}) {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  })
  return kept
}

test('remembers the ids of the six newest, each once, until sign-out', () => {
  const kept = stubStorage()
  for (const id of ['1', '2', '3', '4', '5', '6', '7', '3']) noteRecent({ kind: 'order', id })
  expect(readRecent().map(({ id }) => id)).toEqual(['3', '7', '6', '5', '4', '2'])
  forgetRecent()
  expect([readRecent(), kept]).toEqual([[], {}])
})

test('ignores a value that is not a list of ids, and works without storage', () => {
  stubStorage({ recent: '[{"kind":"order","id":"1"},{"kind":"person","id":"2"},{"id":3},null]' })
  expect(readRecent()).toEqual([{ kind: 'order', id: '1' }])
  stubStorage({ recent: '{' })
  expect(readRecent()).toEqual([])
  vi.stubGlobal('localStorage', undefined)
  noteRecent({ kind: 'order', id: '1' })
  expect(readRecent()).toEqual([])
})
