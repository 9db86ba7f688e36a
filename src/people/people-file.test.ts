import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'

const HEAD = ['姓名', '身份证号']
const LI = ['李雷', '11010119900307109X']
const WANG = ['王芳', '310104198506122460']
/** 姓名,身份证号 and 李雷, in GB18030. */
const GB18030 =
  'd0d5c3fb2cc9edb7ddd6a4bac50ac0eec0d72c'.match(/../g)?.map((hex) => Number.parseInt(hex, 16)) ?? []
const csv = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const names = async (bytes: Uint8Array) => (await readPeopleFile(bytes)).table?.people.map(({ name }) => name)

test('reads the first sheet with a header and names the skipped ones', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: '填写说明', rows: [['请按模板填写'], HEAD, ['示例', '11010119900307109X']] },
      { name: '旧名单', rows: [HEAD, WANG], hidden: true },
      { name: '行程', rows: [['第一天', '昆明']] },
      { name: '人员 & 名单', rows: [['某某团'], HEAD, LI] },
      { name: '二车', rows: [HEAD, WANG] },
    ],
  })
  const file = await readPeopleFile(bytes)
  expect(file.sheet).toBe('人员 & 名单')
  expect(file.table?.people).toMatchObject([{ name: '李雷' }])
  expect(file.passed).toEqual([
    { sheet: '填写说明', why: 'instructions' },
    { sheet: '旧名单', why: 'hidden' },
    { sheet: '行程', why: 'no-head' },
    { sheet: '二车', why: 'other-people' },
  ])
  const other = await readPeopleFile(bytes, { sheet: '二车' })
  expect(other.table?.people).toMatchObject([{ name: '王芳' }])
})

test('reads an instruction sheet if no other has a header', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'Sheet1', rows: [] },
      { name: '名单(填写说明见下)', rows: [HEAD, LI] },
    ],
  })
  expect(await names(bytes)).toEqual(['李雷'])
})

test('reads assigned columns if no header is known', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'A', rows: [] },
      {
        name: 'B',
        rows: [
          ['甲', '乙'],
          ['x', ...LI],
        ],
      },
    ],
  })
  const file = await readPeopleFile(bytes)
  expect(file).toMatchObject({ sheet: 'B', table: null })
  expect(file.preview).toEqual({
    sheet: 'B',
    letters: ['A', 'B', 'C'],
    rows: [
      { row: 1, texts: ['甲', '乙'] },
      { row: 2, texts: ['x', ...LI] },
    ],
  })
  const columns = { name: { at: 1, head: '' }, cardNo: { at: 2, head: '' } }
  expect((await readPeopleFile(bytes, { sheet: 'B', columns })).table?.people).toMatchObject([
    { name: '李雷' },
  ])
})

test('reads csv as UTF-8 with and without BOM, UTF-16 and GB18030, with commas and semicolons', async () => {
  const line = '李雷,11010119900307109X'
  const utf16 = `\uFEFF姓名,身份证号\r\n${line}`
  const files = [
    csv('姓名,身份证号', line),
    csv('\uFEFF姓名,身份证号', line),
    csv('姓名;身份证号', line.replace(',', ';')),
    new Uint8Array(Uint16Array.from(utf16, (one) => one.charCodeAt(0)).buffer),
    new Uint8Array([...GB18030, ...new TextEncoder().encode('11010119900307109X')]),
  ]
  for (const bytes of files) expect(await names(bytes)).toEqual(['李雷'])
})

test('reads date cells as birthdays', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '名单',
        columns: [{}, {}, { numFmt: 'yyyy-mm-dd' }, {}],
        rows: [
          ['姓名', '护照号', '出生日期', '性别'],
          ['ANNA LEE', 'E12345678', new Date('1988-02-29T00:00:00Z'), '女'],
        ],
      },
    ],
  })
  expect((await readPeopleFile(bytes)).table?.people).toMatchObject([{ birthday: '1988-02-29' }])
})
