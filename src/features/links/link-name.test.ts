import { expect, test } from 'vitest'
import { linkName, linkNotes } from './link-name.ts'

const EMPTY = { holder: null, title: null, kind: 'link', note: null, groupNo: null } as const

test('names a link by its customer first', () => {
  const link = { ...EMPTY, holder: '李雷', note: '团队报名', groupNo: 'YN-1' }
  expect([linkName(link), linkNotes(link)]).toEqual(['李雷', 'YN-1 · 团队报名'])
})

test('names a link for anyone by what staff wrote on it, and says it once', () => {
  const link = { ...EMPTY, note: '团队报名', groupNo: 'YN-1' }
  expect([linkName(link), linkNotes(link)]).toEqual(['团队报名', 'YN-1'])
  expect([linkName({ ...EMPTY, groupNo: 'YN-1' }), linkNotes({ ...EMPTY, groupNo: 'YN-1' })]).toEqual([
    'YN-1',
    '—',
  ])
})

test('has no name for a link with nothing written on it, nor for the public entry', () => {
  expect(linkName(EMPTY)).toBeNull()
  expect(linkName({ ...EMPTY, kind: 'public', note: '官网' })).toBeNull()
})
