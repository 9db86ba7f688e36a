import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from '../fixtures.ts'

const HEAD = ['姓名', '证件类型', '证件号', '出生日期', '性别', '与投保人关系']
type Cells = (string | number | null)[]
const workbook = async (sheets: { name: string; rows: Cells[]; hidden?: boolean }[]) => ({
  name: '名单.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(await writeXlsx({ sheets })),
})
const xlsx = (rows: Cells[]) => workbook([{ name: '名单', rows: [HEAD, ...rows] }])
const HAN = '天地玄黄宇宙洪荒'
const traveller = (n: number): Cells => [
  `团员${[...String(n)].map((digit) => HAN[Number(digit) % HAN.length]).join('')}`,
  '护照',
  `E${String(10_000_000 + n)}`,
  '1988-02-29',
  '女',
  '其他',
]

/** A row for each fault of a table, and the cell it names. */
const FAULTS: [Cells, string, string][] = [
  [['王五', '身份证', 110_101_199_003_071_090, '', '', '其他'], 'C', '身份证号被 Excel 变成了数字'],
  [['', '护照', 'E90000001', '1988-02-29', '女', '其他'], 'A', '请填写此项'],
  [['王五1', '护照', 'E90000002', '1988-02-29', '女', '其他'], 'A', '姓名里不能有数字'],
  [['王五★', '护照', 'E90000003', '1988-02-29', '女', '其他'], 'A', '姓名里不能有符号'],
  [['王五', '学生证', 'E90000004', '1988-02-29', '女', '其他'], 'B', '无法识别的证件类型'],
  [['王五', '', 'H12345678', '1988-02-29', '女', '其他'], 'B', '看不出是哪种证件'],
  [['王五', '护照', '', '1988-02-29', '女', '其他'], 'C', '请填写此项'],
  [['王五', '身份证', '11010119900307109', '', '', '其他'], 'C', '身份证号应为 18 位'],
  [['王五', '身份证', '110101199003071091', '', '', '其他'], 'C', '校验位不对'],
  [['王五', '身份证', '110101199013071090', '', '', '其他'], 'C', '不是有效的出生日期'],
  [['王五', '护照', 'E90000005', '1988-02-30', '女', '其他'], 'D', '请输入有效日期'],
  [['王五', '护照', 'E90000006', '', '女', '其他'], 'D', '请填写此项'],
  [['王五', '身份证', '11010119900307109X', '1990-03-08', '', '其他'], 'D', '出生日期与身份证号不一致'],
  [['王五', '身份证', '11010119900307109X', '', '女', '其他'], 'E', '性别与身份证号不一致'],
  [['王五', '护照', 'E90000007', '1988-02-29', '未知', '其他'], 'E', '性别请填'],
  [['王五', '护照', 'E90000008', '1988-02-29', '女', '舅公'], 'F', '无法识别的关系'],
  [traveller(30), 'C', '同一证件的被保险人重复出现'],
]

/** The longest time without a frame of the page, ms. */
const WATCH = `
  window.longest = 0
  cancelAnimationFrame(window.drawing)
  let last = performance.now()
  const draw = (now) => { window.longest = Math.max(window.longest, now - last); last = now; window.drawing = requestAnimationFrame(draw) }
  window.drawing = requestAnimationFrame(draw)`

test('reads a list of 5,000 with every kind of fault without blocking the page, and names the cells', async ({
  staff,
  page,
}) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('button', { name: '导入表格' }).click()
  const dialog = page.getByRole('dialog', { name: '从表格导入被保险人' })

  const people = Array.from({ length: 5_000 }, (_, n) => traveller(n))
  FAULTS.forEach(([cells], n) => (people[4_900 + n] = cells))
  const file = await xlsx(people)
  const good = 5_000 - FAULTS.length
  const found = dialog.getByText(`读取 5,000 行：${good} 位可以加入，${FAULTS.length} 行有问题`)
  await page.evaluate(WATCH)
  const began = performance.now()
  await dialog.getByLabel('选择或拖入文件').setInputFiles(file)
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await expect(found).toBeVisible()
  const took = performance.now() - began
  // A page that reads the list on its main thread freezes the whole time. `npm run bench -- import` has the figures.
  expect(await page.evaluate<number>('window.longest')).toBeLessThan(took / 2)

  const bad = dialog.getByRole('region', { name: `有问题的行（${FAULTS.length}）` })
  for (const [n, [, column, words]] of FAULTS.entries()) {
    const row = bad.getByRole('group', { name: `第 ${4_902 + n} 行`, exact: true })
    while (!(await row.isVisible()))
      await bad
        .getByRole('group')
        .first()
        .hover()
        .then(() => page.mouse.wheel(0, 200))
    const head = HEAD['ABCDEF'.indexOf(column)]
    await expect(
      row.getByText(new RegExp(`${column}${4_902 + n}“${head}”：.*${words}`)).first(),
    ).toBeVisible()
  }

  await expect(
    dialog.getByText(`一次最多录入 1000 位。本次加入 999 位，其余 ${good - 999} 位请另建投保单。`),
  ).toBeVisible()
  await dialog.getByRole('button', { name: '加入 999 位' }).click()
  await expect(dialog.getByText('已加入 999 位。')).toBeVisible()
  const [left] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: `把其余 ${good - 999} 位存成表格` }).click(),
  ])
  expect(left.suggestedFilename()).toBe('未加入的被保险人.xlsx')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(page.getByRole('region', { name: '被保险人 · 1000 人' })).toBeVisible()

  // The summary leads to a row far out of sight, which takes input.
  const row = page.getByRole('group', { name: '第 2 位', exact: true })
  await row.getByLabel('姓名').fill('')
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
  await expect(row).toHaveCount(0)
  await page
    .getByRole('complementary', { name: '投保单' })
    .getByRole('button', { name: '第 2 位 姓名' })
    .click()
  await expect(row.getByLabel('姓名')).toBeFocused()
  await page.keyboard.type('团员二')
  await expect(page.getByText('可以提交了')).toBeVisible()
})

test('reads the right sheet of an agency list, and asks for the missing relation once', async ({
  staff,
  page,
}) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('button', { name: '导入表格' }).click()
  const dialog = page.getByRole('dialog', { name: '从表格导入被保险人' })
  await dialog.getByLabel('选择或拖入文件').setInputFiles(
    await workbook([
      { name: '填写说明', rows: [['请按“名单”填写']] },
      {
        name: '名单',
        rows: [
          ['阳光旅行社云南团'],
          ['序号', '姓名', '身份证号码', '手机', '房型'],
          [1, '王芳', '310104198506122460', 13800138000, '大床'],
          [2, '陈秀英', '51010419560123528', null, '双床'],
          ['合计', 2, null, null, null],
        ],
      },
    ]),
  )
  await expect(dialog.getByText('读取 2 行：1 位可以加入，1 行有问题')).toBeVisible()
  await expect(dialog.getByText('工作表“名单” · 未读取：填写说明（填写说明）')).toBeVisible()
  await expect(dialog.getByText('未使用的列：A 序号、E 房型')).toBeVisible()
  await dialog.getByText('跳过 3 行，不是人员').click()
  await expect(dialog.getByText('第 5 行 合计、领队或备注 “合计 2”')).toBeVisible()

  const row = dialog.getByRole('group', { name: '第 4 行' })
  await expect(row.getByText('C4“身份证号码”：身份证号应为 18 位，最后一位可以是 X')).toBeVisible()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: '把 1 行有问题的存成表格' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('需要修改的被保险人.xlsx')
  await row.getByLabel('证件号').fill('510104195601235280')
  await expect(row.getByText('已改正，可以加入')).toBeVisible()
  await expect(dialog.getByText('读取 2 行：2 位可以加入', { exact: true })).toBeVisible()

  await dialog.getByRole('button', { name: '加入 2 位' }).click()
  const relation = dialog.getByLabel('这些人是投保人的')
  await expect(relation).toBeFocused()
  await expect(relation).toHaveAttribute('aria-invalid', 'true')
  await relation.selectOption('other')
  await dialog.getByRole('button', { name: '加入 2 位' }).click()
  await expect(dialog).toBeHidden()
  const added = page.getByRole('group', { name: '第 3 位', exact: true })
  await expect(added.getByLabel('姓名')).toHaveValue('陈秀英')
  await expect(added.getByLabel('与投保人关系')).toHaveValue('other')
})

test('assigns the columns of a table without a known head by hand', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('button', { name: '导入表格' }).click()
  const dialog = page.getByRole('dialog', { name: '从表格导入被保险人' })
  await dialog.getByLabel('选择或拖入文件').setInputFiles(
    await workbook([
      {
        name: '表1',
        rows: [
          ['甲', '乙'],
          ['王芳', '310104198506122460'],
        ],
      },
    ]),
  )
  await expect(dialog.getByRole('region', { name: '请指定各列的内容' })).toBeVisible()
  await dialog.getByRole('button', { name: '按此读取' }).click()
  await expect(dialog.getByText('请至少选择“姓名”和“证件号”两列。')).toBeVisible()
  await dialog.getByLabel('A 列').selectOption('name')
  await dialog.getByLabel('B 列').selectOption('cardNo')
  await dialog.getByRole('button', { name: '按此读取' }).click()
  await expect(dialog.getByText('读取 1 行：1 位可以加入')).toBeVisible()
})
