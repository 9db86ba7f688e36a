import { expect, test } from 'vitest'
import { keepCorrections } from './keep-corrections.ts'
import { readPeople } from './read-people.ts'

const TEXT = '李雷 110101199003070118\n韩梅梅 31010419851112024\n王建国 650104197809290510'

test('keeps corrected, edited and removed people when another line of the text changes', () => {
  const first = readPeople(TEXT)
  const [li] = first.people
  const [han] = readPeople('韩梅梅 310104198511120240').people
  if (!li || !han) throw new Error('nobody was read')
  const now = {
    ...first,
    bad: [],
    people: [
      { ...li, name: '李蕾' },
      { ...han, line: 2, lines: [2], text: first.bad[0]?.text ?? '' },
    ],
  }
  const text = `名单如下\n${TEXT}\n测试甲 11010119900307109X`
  const kept = keepCorrections(readPeople(text), { first, now })
  expect(kept.people.map(({ line, name }) => `${line} ${name}`)).toEqual(['2 李蕾', '3 韩梅梅', '5 测试甲'])
  expect([kept.bad, kept.skipped.map(({ line }) => line)]).toEqual([[], [1]])
})

test('reads a changed line again', () => {
  const first = readPeople(TEXT)
  const [li, wang] = first.people
  if (!li || !wang) throw new Error('nobody was read')
  const now = { ...first, people: [{ ...li, name: '李蕾' }, wang] }
  const text = TEXT.replace('李雷', '李累').replace('31010419851112024', '310104198511120240')
  const kept = keepCorrections(readPeople(text), { first, now })
  expect(kept.people.map(({ name }) => name)).toEqual(['李累', '韩梅梅', '王建国'])
  expect(kept.bad).toEqual([])
})
