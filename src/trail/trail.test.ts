import { expect, test } from 'vitest'
import { follow, type Saying, say } from './trail.ts'

test('the follower gets what waited, then every report at once', () => {
  say({ kind: 'enter', page: 'product' })
  const got: Saying['kind'][] = []
  follow((said) => got.push(...said.map(({ kind }) => kind)))
  expect(got).toEqual(['enter'])
  say({ kind: 'hidden' })
  expect(got).toEqual(['enter', 'hidden'])
})
