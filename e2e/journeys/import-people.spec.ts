import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from '../fixtures.ts'

const HEAD = ['姓名', '证件类型', '证件号', '出生日期', '性别', '与投保人关系']
const xlsx = async (rows: (string | number | null)[][]) => ({
  name: '名单.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows: [HEAD, ...rows] }] })),
})
/** Names have no digits. */
const numeral = (n: number) => [...String(n)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')
const traveller = (n: number) => [
  `团员${numeral(n)}`,
  '护照',
  `E${String(10_000_000 + n)}`,
  '1988-02-29',
  '女',
  '其他',
]

test('a list of 5,000 is read without stopping the page: bad cells named, good people added as far as there is room', async ({
  staff,
  page,
}) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('button', { name: '导入表格' }).click()
  const dialog = page.getByRole('dialog', { name: '从表格导入被保险人' })
  const file = dialog.getByLabel('选择或拖入文件')

  const people = Array.from({ length: 5_000 }, (_, n) => traveller(n))
  people[7] = ['王五', '身份证', 110_101_199_003_071_090 as never, '', '', '其他']
  people[4_999] = ['赵六', '护照', 'E99999999', '1988-02-30', '女', '其他']
  await file.setInputFiles(await xlsx(people))
  await expect(dialog.getByText('读取 5,000 行：4998 位可以加入，2 行有问题')).toBeVisible()
  await expect(dialog.getByText('C9', { exact: true })).toBeVisible()
  await expect(dialog.getByText('身份证号被 Excel 变成了数字')).toBeVisible()
  await expect(dialog.getByText('D5001', { exact: true })).toBeVisible()
  await expect(
    dialog.getByText('该产品每单最多 200 位。本单加入 199 位，其余 4799 位需要另开投保单。'),
  ).toBeVisible()
  await dialog.getByRole('button', { name: '加入 199 位' }).click()
  await expect(dialog.getByText('已加入 199 位。')).toBeVisible()
  const [left] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: '把其余 4799 位存成表格' }).click(),
  ])
  expect(left.suggestedFilename()).toBe('未加入的被保险人.xlsx')
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(page.getByRole('region', { name: '被保险人 · 200 人' })).toBeVisible()

  // A row far out of sight is found from the summary, and takes what is typed.
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
