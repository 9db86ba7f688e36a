import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

test('shows personal data for a reason that is audited, in an intact chain', async ({ staff }) => {
  const { page, portal } = staff
  const { id } = await staff.order()
  await page.goto(`${portal.url}/orders/${id}`)
  await expect(page.getByText(LI_LEI.cardNo)).toHaveCount(0)
  await page.getByRole('button', { name: '显示完整信息' }).click()
  const dialog = page.getByRole('dialog', { name: '显示完整信息' })
  await dialog.getByRole('button', { name: '显示一分钟' }).click()
  await expect(dialog.getByRole('combobox', { name: '原因' })).toHaveAccessibleDescription(/请选择原因/)
  await dialog.getByRole('combobox', { name: '原因' }).selectOption('协助理赔')
  await dialog.getByRole('button', { name: '显示一分钟' }).click()
  await expect(page.getByText(LI_LEI.cardNo).first()).toBeVisible()
  await expect(page.getByText(/秒后恢复遮盖/)).toBeVisible()
  await page.getByRole('button', { name: '立即遮盖' }).click()
  await expect(page.getByText(LI_LEI.cardNo)).toHaveCount(0)
  await expect(page.getByText('查看了完整的个人信息')).toBeVisible()

  await page.goto(`${portal.url}/admin/audit`)
  await expect(page.getByText(/链完整，共 \d+ 条/)).toBeVisible()
  await page.getByRole('combobox', { name: '事项' }).selectOption('查看完整个人信息')
  await expect(page).toHaveURL(/act=person-shown/)
  const row = page.getByRole('row').filter({ hasText: '原因：理赔' }).first()
  await expect(row).toContainText('admin')
  await clean(page, 'audit log')
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/\/orders\//)
})

test('changing a password needs the old one and ends sessions elsewhere', async ({ staff, newPage }) => {
  const { portal } = staff
  const username = `changes-${Date.now()}`
  const first = '第一个很长的密码吧'
  await staff.ask('POST', '/api/staff', { username, role: 'clerk', password: `${first}!` })
  const mine = await newPage()
  await mine.goto(`${portal.url}/login?to=/account`)
  await mine.getByLabel('用户名').fill(username)
  await mine.getByLabel('密码').fill(`${first}!`)
  await mine.getByRole('button', { name: '登录' }).click()
  await expect(mine.getByRole('heading', { name: '账户', exact: true })).toBeVisible()
  const elsewhere = await newPage()
  await elsewhere.goto(`${portal.url}/login`)
  await elsewhere.getByLabel('用户名').fill(username)
  await elsewhere.getByLabel('密码').fill(`${first}!`)
  await elsewhere.getByRole('button', { name: '登录' }).click()
  await expect(elsewhere.getByRole('heading', { name: '工作台' })).toBeVisible()

  await mine.getByLabel('当前密码').fill('不是这个')
  await mine.getByLabel('新密码').fill('短')
  await mine.getByRole('button', { name: '修改密码' }).click()
  await expect(mine.getByText('密码至少 10 个字符')).toBeVisible()
  await mine.getByLabel('新密码').fill('第二个更长的密码吧！')
  await mine.getByRole('button', { name: '修改密码' }).click()
  await expect(mine.getByText('当前密码不对')).toBeVisible()
  await mine.getByLabel('当前密码').fill(`${first}!`)
  await mine.getByRole('button', { name: '修改密码' }).click()
  await expect(mine.getByText('密码已修改，其他地方的登录已全部结束')).toBeVisible()
  await clean(mine, 'account')
  await elsewhere.reload()
  await expect(elsewhere.getByRole('heading', { name: '登录' })).toBeVisible()
})
