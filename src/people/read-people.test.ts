import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PASTE_CASES } from './paste-cases.ts'
import { readPeople } from './read-people.ts'

const FIELDS = ['name', 'cardType', 'cardNo', 'birthday', 'gender', 'mobile', 'email', 'relation'] as const

test.each(PASTE_CASES)('reads $about', ({ text, people, bad, skipped }) => {
  const read = readPeople(text)
  expect({
    people: read.people.map((one) => FIELDS.map((field) => one[field]).join(' | ')),
    bad: read.bad.map(({ lines, code }) => `${lines.join(',')} ${code}`),
    skipped: read.skipped.map(({ lines, why }) => `${lines.join(',')} ${why}`),
  }).toEqual({ people, bad, skipped })
})

/** Line number → lists that contain it. */
function placesOf(text: string): Map<number, string[]> {
  const { people, bad, skipped } = readPeople(text)
  const places = new Map<number, Set<string>>()
  for (const [list, all] of Object.entries({ people, bad, skipped }))
    for (const { lines } of all)
      for (const line of lines) places.set(line, (places.get(line) ?? new Set()).add(list))
  return new Map([...places].map(([line, lists]) => [line, [...lists]]))
}

const piece = fc.oneof(
  fc.constantFrom(...PASTE_CASES.flatMap(({ text }) => text.split('\n'))),
  fc.constantFrom(...PASTE_CASES.flatMap(({ text }) => text.split(/[\s：，、；]+/))),
  fc.constantFrom(
    '姓名：',
    '身份证号：',
    '护照',
    '1.',
    '（',
    '）',
    '\t',
    ' ',
    '男',
    '合计 3 人',
    '领队：',
    '13900139000',
    '1',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' '))

test('puts every non-empty line into exactly one list', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n')
      const places = placesOf(text)
      text.split(/\r?\n/).forEach((one, place) => {
        expect([place + 1, places.get(place + 1) ?? []]).toEqual([
          place + 1,
          one.trim() === '' ? [] : [expect.any(String)],
        ])
      })
    }),
    { numRuns: 500 },
  )
})
