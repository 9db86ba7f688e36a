import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { MOST_ROWS, readPeopleTable } from './people-table.ts'
import { type Cell, MOST_BYTES, readSpreadsheet, SpreadsheetError } from './spreadsheet.ts'

const HEAD = ['手机号', '姓名', '证件号码', '与投保人关系', '证件类型', '性别', '出生日期']
const xlsx = (rows: Cell[][]) => writeXlsx({ sheets: [{ name: '名单', rows }] })
const csv = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const read = async (bytes: Uint8Array) => readPeopleTable(readSpreadsheet(bytes))
const faultOf = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'none',
    (error: unknown) => (error instanceof SpreadsheetError ? error.fault : error),
  )

test('columns in any order become people; an ID tells birthday and sex', async () => {
  const table = await read(
    await xlsx([
      ['某某旅行社 11 月团', null, null, null, null, null, null],
      HEAD,
      [13900139000, '李雷', '11010119900307109x', '本人', '身份证', null, null],
      [null, "O'Neil Anna", 'E12345678', '配偶', '护照', '女', new Date('1988-02-29')],
      [null, null, null, null, null, null, null],
      ['', '王 芳', 'H12345678', '', '港澳居民来往内地通行证', '女', '1990年3月7日'],
    ]),
  )
  expect(table?.bad).toEqual([])
  expect(table?.people).toMatchObject([
    {
      name: '李雷',
      cardNo: '11010119900307109X',
      birthday: '1990-03-07',
      gender: 'M',
      mobile: '13900139000',
      relation: 'self',
    },
    { name: "O'Neil Anna", cardType: 'passport', birthday: '1988-02-29', gender: 'F', relation: 'spouse' },
    { name: '王 芳', cardType: 'hk-macau-permit', birthday: '1990-03-07', relation: 'other' },
  ])
})

test('every bad cell is named at once with its reason, and good rows are kept', async () => {
  const table = await read(
    await xlsx([
      HEAD,
      [null, '李雷', 110101199003071090, null, '身份证', null, null],
      ['1390013', '', '11010119900307109X', '舅舅', '身份证', null, null],
      [null, '王五', '11010119900307109X', null, '身份证', '女', null],
      [null, '赵六', '11010119900307109X', null, '身份证', null, null],
      [null, '赵六', '11010119900307109X', null, '身份证', null, null],
      [null, '钱七', 'E12345678', null, '护照', null, '1990-02-30'],
      [null, '孙八', 'E12345678', null, '学生证', '男', '1990-02-03'],
    ]),
  )
  expect(table?.people.map(({ name }) => name)).toEqual(['赵六'])
  expect(table?.bad.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
    'C2 excel-number',
    'A3 mobile',
    'B3 required',
    'D3 relation',
    'F4 gender-differs',
    'C6 insured-twice',
    'F7 required',
    'G7 day',
    'E8 card-type',
  ])
})

test('csv as Excel and others write it: UTF-8 with and without mark, GB18030, semicolons', async () => {
  const line = '李雷,11010119900307109X'
  for (const bytes of [
    csv('姓名,身份证号', line),
    csv('\uFEFF姓名,身份证号', line),
    csv('姓名;身份证号', line.replace(',', ';')),
    // 姓名,身份证号 and 李雷 in GB18030.
    new Uint8Array([
      0xd0,
      0xd5,
      0xc3,
      0xfb,
      0x2c,
      0xc9,
      0xed,
      0xb7,
      0xdd,
      0xd6,
      0xa4,
      0xba,
      0xc5,
      0x0a,
      0xc0,
      0xee,
      0xc0,
      0xd7,
      0x2c,
      ...new TextEncoder().encode('11010119900307109X'),
    ]),
  ])
    expect((await read(bytes))?.people).toMatchObject([{ name: '李雷', birthday: '1990-03-07' }])
  expect((await read(csv('姓名,证件号', '李雷,1.10101E+17')))?.bad).toMatchObject([
    { cell: 'B2', code: 'excel-number' },
  ])
  expect(await read(csv('a,b', 'c,d', ...Array.from({ length: 20 }, () => 'e,f')))).toBeNull()
})

test('a file that is too large, locked, old or made to burst is refused', async () => {
  expect(await faultOf(new Uint8Array(MOST_BYTES + 1))).toBe('too-large')
  expect(await faultOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)]))).toBe('old-excel')
  expect(await faultOf(new Uint8Array([0, 1, 2, 3]))).toBe('unreadable')
  expect(await faultOf(new TextEncoder().encode('%PDF-1.7\n'))).toBe('no-table')
  expect(await faultOf(new Uint8Array())).toBe('empty')
  expect(await faultOf(new TextEncoder().encode(' \r\n\n'))).toBe('empty')

  const good = await xlsx([HEAD])
  const view = new DataView(good.buffer, good.byteOffset, good.byteLength)
  const entry = good.findLastIndex(
    (_, at) => at + 4 <= good.length && view.getUint32(at, true) === 0x0201_4b50,
  )
  const declares = (size: number) => {
    const changed = good.slice()
    new DataView(changed.buffer).setUint32(entry + 24, size, true)
    return changed
  }
  expect(await faultOf(declares(0xf000_0000))).toBe('too-much-inside')
  // One that unpacks to more than it says is stopped where it said it would end.
  const bomb = await xlsx([HEAD, ...Array.from({ length: 2_000 }, () => ['x'.repeat(1_000)])])
  const sheet = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength)
  for (let at = 0; at + 30 < bomb.length; at++)
    if (sheet.getUint32(at, true) === 0x0201_4b50) sheet.setUint32(at + 24, 10, true)
  expect(['unreadable', 'too-much-inside']).toContain(await faultOf(bomb))
})

test('random bytes and damaged tables end in a fault of ours or a table, never otherwise', async () => {
  const good = await xlsx([HEAD, [null, '李雷', '11010119900307109X', null, '身份证', null, null]])
  const damaged = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    .map((changes) => {
      const bytes = good.slice()
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 4_000 }), damaged), async (bytes) => {
      const found = await faultOf(bytes)
      expect(typeof found).toBe('string')
    }),
    { numRuns: 300 },
  )
})

test('a long list ends where reading ends, and says so', async () => {
  async function* rows() {
    yield { row: 1, cells: ['姓名', '证件号'] }
    for (let row = 2; ; row++) yield { row, cells: ['李雷', `E${row}`] }
  }
  const table = await readPeopleTable(rows())
  expect([table?.rows, table?.more]).toEqual([MOST_ROWS, true])
})
