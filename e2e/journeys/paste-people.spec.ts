import { clean } from '../axe.ts'
import { passNotice } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An invented ID with a valid check digit. */
function idOf(n: number): string {
  const body = `3205071985${String(1 + (n % 12)).padStart(2, '0')}15${String(100 + n).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return body + '10X98765432'[sum % 11]
}

const NAMES = [...'建国秀英志强美玲文华晓明海燕德胜春梅永康丽娟国庆桂兰俊杰雪梅家豪思远子涵雨桐浩然']
const nameOf = (n: number) => `王${NAMES[n]}${NAMES[n + 10]}`

/** Thirty people as in a chat: several styles, four mistakes, other lines around them. */
const LINES = [
  '12月三日游保险名单',
  '领队：王导 13800138000',
  ...Array.from({ length: 24 }, (_, n) =>
    n % 3 === 0
      ? `${n + 1}. ${nameOf(n)} ${idOf(n)} 138 0000 ${1000 + n}`
      : n % 3 === 1
        ? `${n + 1}、姓名：${nameOf(n)} 身份证号：${idOf(n)} 电话：+86 138-0000-${1000 + n}`
        : `（${n + 1}）${nameOf(n)}${idOf(n)}`,
  ),
  '25. 陈大文 港澳通行证 H12345678 男 1990-01-01',
  '26. 阿里木•买买提 护照 E12345678 男 1988-02-29',
  `27. 赵敏 ${idOf(27).slice(0, 17)}`,
  '28. 钱进 H87654321',
  `29. 孙权 周瑜 ${idOf(29)}`,
  `30. 李雷😀 ${idOf(30)}`,
  '合计 30 人',
]

test('checks 30 pasted people on a phone of 360 px, where mistakes are corrected in place', async ({
  staff,
  newPhone,
}) => {
  const memberId = await staff.prepare()
  const link = await staff.ask<{ url: string }>('POST', '/api/links', {
    memberId,
    productCode: '200207',
    uses: 1,
    days: 7,
  })
  const phone = await newPhone()
  await phone.setViewportSize({ width: 360, height: 740 })
  const next = () => phone.getByRole('button', { name: '下一步' }).click()
  await phone.goto(link.url)
  await phone.getByText('计划一', { exact: true }).click()
  await next()
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  // A grouped mobile is shown as it will be sent, and nothing is cut.
  await phone.getByLabel('手机号').fill('139 0013 9000')
  await phone.getByLabel('手机号').blur()
  await expect(phone.getByLabel('手机号')).toHaveValue('13900139000')

  await phone.getByRole('button', { name: '粘贴名单' }).click()
  await phone.getByRole('button', { name: '核对名单' }).click()
  await expect(phone.getByText('请先粘贴名单')).toBeVisible()
  await phone.getByRole('textbox', { name: '名单' }).fill(LINES.join('\n'))
  await expect(phone.getByText('识别 26 位，4 处待修改，3 行不是人员')).toBeVisible()
  await clean(phone, 'pasted list')
  await phone.getByRole('button', { name: '核对名单' }).click()

  const refused = phone.getByRole('region', { name: /待修改/ })
  const accepted = phone.getByRole('region', { name: '可以加入的人员' })
  await expect(accepted.getByRole('listitem')).toHaveCount(26)
  await expect(accepted).toContainText('阿里木·买买提')
  await expect(phone.getByText('领队：王导 13800138000')).toBeVisible()
  await expect(phone.getByText('合计 30 人')).toBeVisible()
  await clean(phone, 'pasted list, to be checked')

  const mend = async (line: number, reason: string, text: string) => {
    const field = refused.getByRole('textbox', { name: `第 ${line} 行` })
    const group = refused.getByRole('group', { name: `第 ${line} 行` })
    await expect(group).toContainText(reason)
    await group.getByRole('button', { name: '重新识别' }).click()
    await expect(field).toBeFocused()
    await field.fill(text)
    await group.getByRole('button', { name: '重新识别' }).click()
    await expect(field).toHaveCount(0)
  }
  await mend(29, '身份证号应为 18 位', `赵敏 ${idOf(27)}`)
  await mend(30, '分不清是哪种证件', '钱进 港澳通行证 H87654321 男 1980-05-06')
  await mend(31, '分不清哪个是姓名', `孙权 ${idOf(29)}`)
  await mend(32, '不能有符号或表情', `李雷雷 ${idOf(30)}`)
  await expect(accepted.getByRole('listitem')).toHaveCount(30)

  // A person is edited in the list itself.
  await accepted.getByRole('button', { name: '修改陈大文' }).click()
  await accepted.getByLabel('姓名').fill('陈　大　武')
  await accepted.getByLabel('姓名').blur()
  await expect(accepted.getByLabel('姓名')).toHaveValue('陈大武')
  await accepted.getByRole('button', { name: '完成' }).click()

  // The relation is asked once, and never defaults to 其他.
  await phone.getByRole('button', { name: '加入 30 位' }).click()
  const relation = phone.getByLabel('这些人是投保人的')
  await expect(relation).toBeFocused()
  await expect(phone.getByText('请选择一项', { exact: true }).last()).toBeVisible()
  await relation.selectOption('other')
  await phone.getByRole('button', { name: '加入 30 位' }).click()

  await expect(phone.getByText('被保险人 · 31 人')).toBeVisible()
  await expect(phone.getByRole('button', { name: /陈大武/ })).toContainText('其他')
  await next()
  await passNotice(phone)
  await expect(phone.getByRole('heading', { level: 1, name: '核对并确认' })).toBeVisible()
  await expect(phone.getByText('阿里木·买买提')).toBeVisible()
})

test('staff paste a list into the sale, and a name with a digit is refused', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('button', { name: '粘贴名单' }).click()
  const dialog = page.getByRole('dialog', { name: '粘贴名单' })
  await dialog
    .getByRole('textbox', { name: '名单' })
    .fill(`姓名：测试甲 身份证号：${idOf(1)}\n测试乙2 ${idOf(2)} 138 0000 1234`)
  await dialog.getByRole('button', { name: '核对名单' }).click()
  await expect(dialog.getByRole('region', { name: '可以加入的人员' })).toContainText('测试甲')
  await expect(dialog.getByText('姓名里不能有数字')).toBeVisible()
  await dialog.getByLabel('这些人是投保人的').selectOption('child')
  await dialog.getByRole('button', { name: '加入 1 位' }).click()
  await expect(dialog.getByText('已加入 1 位，剩下的请改好后再加入。')).toBeFocused()
  await dialog.getByRole('textbox', { name: '第 2 行' }).fill(`测试乙 ${idOf(2)} 138 0000 1234`)
  await dialog.getByRole('button', { name: '重新识别' }).click()
  await dialog.getByRole('button', { name: '加入 1 位' }).click()
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('group', { name: '第 3 位', exact: true })
  await expect(row.getByLabel('手机号')).toHaveValue('13800001234')
  await expect(row.getByLabel('与投保人关系')).toHaveValue('child')
})

test('a pasted list and its corrections outlast a closed dialog and a change of the text', async ({
  staff,
  page,
}) => {
  await staff.prepare()
  await staff.fillSale()
  const dialog = page.getByRole('dialog', { name: '粘贴名单' })
  const text = dialog.getByRole('textbox', { name: '名单' })
  await page.getByRole('button', { name: '粘贴名单' }).click()
  await text.fill(`${nameOf(1)} ${idOf(1)}\n李雷😀 ${idOf(2)}`)
  await dialog.getByRole('button', { name: '核对名单' }).click()
  await dialog.getByRole('button', { name: `修改${nameOf(1)}` }).click()
  await dialog.getByLabel('手机号').fill('139 0013 9000')
  await dialog.getByRole('textbox', { name: '第 2 行' }).fill(`李雷 ${idOf(2)}`)
  await dialog.getByRole('button', { name: '重新识别' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: '粘贴名单' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(2)

  await dialog.getByRole('button', { name: '返回改原文' }).click()
  await text.fill(`名单\n${await text.inputValue()}\n${nameOf(3)} ${idOf(3)}`)
  await dialog.getByRole('button', { name: '核对名单' }).click()
  const accepted = dialog.getByRole('region', { name: '可以加入的人员' })
  await expect(accepted.getByRole('listitem')).toHaveCount(3)
  await expect(accepted.getByRole('listitem').first()).toContainText('13900139000')
  await expect(accepted.getByRole('listitem').nth(1)).toContainText('李雷')
  await dialog.getByLabel('这些人是投保人的').selectOption('other')
  await dialog.getByRole('button', { name: '加入 3 位' }).click()
  await expect(page.getByRole('region', { name: /^被保险人 · 4 人/ })).toBeVisible()
  await page.getByRole('button', { name: '粘贴名单' }).click()
  await expect(text).toHaveValue('')
})
