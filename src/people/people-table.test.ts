import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HEAD_WORDS } from './head-words.ts'
import { CORPUS } from './people-table.corpus.ts'
import { MOST_ROWS, readPeopleTable } from './people-table.ts'
import { type Cell, letters, textOf } from './sheet-cell.ts'
import { words } from './words.ts'

// The browser's sources know no Node types.
const { process } = globalThis as unknown as {
  process: { cpuUsage(since?: { user: number }): { user: number } }
}

/** Processor time of this process since `began`, ms: other load on the machine does not count. */
const cpuSince = (began: { user: number }) => process.cpuUsage(began).user / 1_000

async function* rowsOf(lines: readonly (readonly Cell[])[]) {
  for (const [place, cells] of lines.entries()) yield { row: place + 1, cells }
}

test('knows at least 60 header words and 40 corpus tables', () => {
  expect(new Set(Object.values(HEAD_WORDS).flat()).size).toBeGreaterThanOrEqual(60)
  expect(CORPUS.length).toBeGreaterThanOrEqual(40)
})

test('treats absent cells as empty', async () => {
  const sparse = (...cells: [number, Cell][]) => {
    const row: Cell[] = []
    for (const [at, cell] of cells) row[at] = cell
    return row
  }
  const table = await readPeopleTable(
    rowsOf([
      sparse([1, '姓名'], [4, '证件号码'], [6, '姓名'], [9, '证件号码']),
      sparse([1, '李雷'], [4, '11010119900307109X'], [6, '王芳'], [9, '310104198506122460']),
    ]),
  )
  expect(table?.people.map(({ name }) => name)).toEqual(['李雷', '王芳'])
})

test('returns null for a table without a header', async () => {
  expect(await readPeopleTable(rowsOf([['李雷', '11010119900307109X']]))).toBeNull()
  expect(await readPeopleTable(rowsOf([]))).toBeNull()
})

test('stops at the row limit and says so', async () => {
  async function* rows() {
    yield { row: 1, cells: ['姓名', '证件号'] }
    for (let row = 2; ; row++) yield { row, cells: ['李雷', `E${row}`] }
  }
  const table = await readPeopleTable(rows())
  expect([table?.rows, table?.more]).toEqual([MOST_ROWS, true])
})

test('reads columns assigned by the user', async () => {
  const rows = rowsOf([
    ['Nom', 'Numéro'],
    ['李雷', '11010119900307109X'],
    ['王芳', '310104198506122461'],
  ])
  const table = await readPeopleTable(rows, {
    columns: { name: { at: 0, head: 'Nom' }, cardNo: { at: 1, head: 'Numéro' } },
  })
  expect(table?.people.map(({ name }) => name)).toEqual(['李雷'])
  expect(table?.bad).toMatchObject([{ cell: 'B3', head: 'Numéro', code: 'id-card-check-digit' }])
  expect(table?.skipped).toMatchObject([{ row: 1, why: 'title' }])
})

const cell = fc.oneof(
  fc.constantFrom<Cell>(
    ...words(
      '姓名 证件号码 李雷 11010119900307109X 合计 领队：王芳 备注 投保人信息 被保险人 E12345678 护照 示例 必填 1.1E+17',
    ),
    null,
    '',
    ' ',
    true,
    5,
    1.1e17,
    new Date(Number.NaN),
    new Date('1990-03-07'),
  ),
  fc.string({ maxLength: 12 }),
)
const HEADS: Cell[][] = [
  ['姓名', '证件号码', '手机', '与投保人关系', '备注'],
  ['姓名', '证件类型', '证件号码', '姓名', '证件号码'],
  ['姓名', '出生日期', '身份证', '护照', '性别'],
]

test('every non-empty row is a person, a fault or skipped with a reason', async () => {
  const sheet = fc.record({
    before: fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 3 }),
    head: fc.constantFrom(...HEADS),
    below: fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }),
  })
  await fc.assert(
    fc.asyncProperty(sheet, async ({ before, head, below }) => {
      const lines = [...before, head, ...below]
      const table = await readPeopleTable(rowsOf(lines))
      expect(table).not.toBeNull()
      if (!table) return
      const found: string[] = []
      for (const { row, last } of table.skipped) for (let at = row; at <= last; at++) found.push(String(at))
      for (const row of new Set(table.bad.map((one) => one.row))) found.push(String(row))
      const filled = lines.flatMap((cells, place) =>
        cells.some((one) => textOf(one) !== '') ? [place + 1] : [],
      )
      const named = new Set(found.map(Number))
      // People have no row number: rows neither skipped nor bad must be people.
      const silent = filled.filter((row) => !named.has(row))
      expect(silent.length).toBeLessThanOrEqual(table.people.length)
      expect(table.rows).toBeLessThanOrEqual(table.people.length + table.badRows.length)
      const skipped = table.skipped.reduce((sum, { row, last }) => sum + last - row + 1, 0)
      expect(skipped + table.rows).toBe(filled.length)
    }),
    { numRuns: 500 },
  )
})

test('a fault names an existing cell and its header', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...HEADS),
      fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }),
      async (head, below) => {
        const table = await readPeopleTable(rowsOf([head, ...below]))
        const columns = new Map(table?.columns.map((column) => [column.letter, column]))
        // A second header defines its own columns.
        fc.pre(table?.skipped.filter(({ why }) => why === 'head').length === 1)
        for (const bad of table?.bad ?? []) {
          const letter = /^[A-Z]+/.exec(bad.cell)?.[0] ?? ''
          expect(bad.cell).toBe(`${letter}${bad.row}`)
          expect(columns.get(letter)).toMatchObject({ head: bad.head, field: bad.field })
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('reads a hostile header in linear time', async () => {
  const long = 400_000
  const hostile = [
    '('.repeat(long),
    '（姓名'.repeat(long / 4),
    '/'.repeat(long),
    ' '.repeat(long),
    '证件'.repeat(long / 2),
  ]
  const rows = Array.from({ length: 50 }, (_, n) => (n === 49 ? ['姓名', '证件号'] : hostile))
  const began = process.cpuUsage()
  await readPeopleTable(rowsOf(rows))
  expect(cpuSince(began)).toBeLessThan(2_000)
})

test('reads a hostile row in linear time', async () => {
  const long = 1_000_000
  const hostile = [
    'a '.repeat(long / 2),
    '1'.repeat(long),
    '-'.repeat(long),
    '男'.repeat(long),
    '@'.repeat(long),
  ]
  const began = process.cpuUsage()
  await readPeopleTable(rowsOf([['姓名', '证件号', '生日', '性别', '邮箱'], hostile, hostile, hostile]))
  expect(cpuSince(began)).toBeLessThan(2_000)
})

test('reads 200,000 empty rows between people in less than two seconds of processor time', async () => {
  const empty: Cell[] = [null, '', null, '', null, '', null, '']
  async function* rows() {
    yield { row: 1, cells: ['姓名', '证件号'] }
    for (let row = 2; row < 200_000; row++) yield { row, cells: empty }
    yield { row: 200_000, cells: ['李雷', '11010119900307109X'] }
  }
  const began = process.cpuUsage()
  const table = await readPeopleTable(rows())
  expect(cpuSince(began)).toBeLessThan(2_000)
  expect(table?.people.length).toBe(1)
})

test('letters columns like spreadsheets', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
