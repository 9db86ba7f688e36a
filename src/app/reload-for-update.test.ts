import { afterEach, expect, test, vi } from 'vitest'
import { reloadForUpdate } from './reload-for-update.ts'

afterEach(() => vi.unstubAllGlobals())

function tab(answers: boolean) {
  vi.stubGlobal('fetch', () =>
    answers ? Promise.resolve(new Response('{}')) : Promise.reject(new TypeError('failed')),
  )
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage
  return { storage, reload: vi.fn() }
}

const gone = new TypeError('Failed to fetch dynamically imported module: https://p.example/assets/x-1.js')

test('reloads once when a file of an older version is gone', async () => {
  const one = tab(true)
  await reloadForUpdate(gone, one)
  await reloadForUpdate(gone, one)
  expect(one.reload).toHaveBeenCalledTimes(1)
})

test('stays while the server does not answer, and for any other error', async () => {
  const offline = tab(false)
  await reloadForUpdate(gone, offline)
  const other = tab(true)
  await reloadForUpdate(new Error('x is undefined'), other)
  expect([offline.reload, other.reload].flatMap(({ mock }) => mock.calls)).toEqual([])
})
