import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'

test('Ctrl+K opens a member by keyboard and remembers it until sign-out; single keys can be switched off', async ({
  staff,
  page,
}) => {
  await staff.signIn()
  const memberId = await staff.prepare()
  await page.goto(`${staff.portal.url}/desk`)
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: '查找与跳转' })
  await expect(field).toBeFocused()
  await field.fill(memberId)
  await expect(page.getByRole('group', { name: '渠道会员' }).getByRole('option')).toHaveCount(1)
  await clean(page, 'find anything')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${staff.portal.url}/members/${memberId}`)
  await clean(page, 'member')

  await page.getByRole('textbox', { name: '备注' }).fill('常年团')
  await page.getByRole('link', { name: '工作台' }).click()
  await page.getByRole('button', { name: '离开，放弃填写' }).click()
  await expect(page).toHaveURL(/\/desk$/)
  // An open dialog keeps the keyboard.
  await expect(page.locator('dialog[open]')).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: '最近看过' }).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog[open]')).toHaveCount(0)
  await page.keyboard.press('?')
  await page.getByLabel(/启用单键快捷键/).uncheck()
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog[open]')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: '查找订单' })).not.toBeFocused()

  await page.getByRole('banner').getByText('admin', { exact: true }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/\/login/)
  expect(await page.evaluate(() => localStorage.getItem('recent'))).toBeNull()
})
