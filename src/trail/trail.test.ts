import { expect, test, vi } from 'vitest'
import type { Saying } from './trail.ts'

test('the follower gets what waited, then every report at once', async () => {
  // A separate trail, because another test of this worker may follow the shared one.
  vi.resetModules()
  const { follow, say } = await import('./trail.ts')
  say({ kind: 'enter', page: 'product' })
  const got: Saying['kind'][] = []
  follow((said) => got.push(...said.map(({ kind }) => kind)))
  expect(got).toEqual(['enter'])
  say({ kind: 'hidden' })
  expect(got).toEqual(['enter', 'hidden'])
})
