import { ADMIN } from '../portal.ts'
import { expect, test } from '../fixtures.ts'

test('the first tab keeps nothing of its user when another user signs in in a second tab', async ({
  newPage,
  portal,
  staff,
}) => {
  const username = `tab-${Date.now()}`
  const password = '第一个很长的密码吧！'
  await staff.ask('POST', '/api/staff', { username, role: 'clerk', password })
  const first = await newPage()
  await first.goto(`${portal.url}/login?to=/admin/staff`)
  const signIn = async (page: typeof first, name: string, word: string) => {
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('密码').fill(word)
    await page.getByRole('button', { name: '登录' }).click()
  }
  await signIn(first, 'admin', ADMIN.password)
  await expect(first.getByText(username).first()).toBeVisible()

  const second = await first.context().newPage()
  await second.goto(`${portal.url}/login`)
  await signIn(second, username, password)
  await expect(second.getByRole('heading', { name: '工作台' })).toBeVisible()

  await expect(first).toHaveURL(/\/desk$/)
  await expect(first.getByRole('banner').getByText(username)).toBeVisible()
  await expect(first.getByRole('link', { name: '管理' })).toBeHidden()
})
