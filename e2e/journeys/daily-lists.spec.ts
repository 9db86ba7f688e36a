import { readFile } from 'node:fs/promises'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { ownMobile } from '../li-lei.ts'

test('finds policies of all orders, shows them in the page and downloads them as one file', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  await staff.issuedOrder({ people: 2, mobile })
  await page.goto(`${portal.url}/policies`)
  await page.getByRole('searchbox', { name: '搜索' }).last().fill(mobile)
  await page.keyboard.press('Enter')
  await expect(page.getByText('共 2 张')).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  await clean(page, 'policies')

  await page
    .getByRole('button', { name: /^保单 P/ })
    .first()
    .click()
  const viewer = page.getByRole('dialog', { name: /^保单 P/ })
  await expect(viewer.locator('iframe')).toHaveAttribute('src', /\/policy\.pdf$/)
  await expect(viewer.getByRole('link', { name: '下载' })).toBeVisible()
  await viewer.getByRole('button', { name: '关闭' }).click()

  await page.getByRole('checkbox', { name: '选择已显示的全部保单' }).check()
  await page.getByRole('button', { name: '下载 2 张的文件（zip）' }).click()
  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '开始打包' }).click(),
  ])
  await expect(page.getByText('已打包 4 个文件，文件已下载。')).toBeVisible()
  const bytes = await readFile(await zip.path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(bytes.toString('latin1').match(/%PDF/g)).toHaveLength(4)
})

test('applies for an invoice from the list and explains how to correct a wrong title', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  const { id } = await staff.issuedOrder({ people: 1, mobile })
  await page.goto(`${portal.url}/invoices`)
  await page.getByRole('searchbox', { name: '搜索' }).last().fill(mobile)
  await page.keyboard.press('Enter')
  await expect(page.getByText('共 1 单')).toBeVisible()
  await page.getByRole('button', { name: /^申请开票/ }).click()
  const form = page.getByRole('dialog', { name: '申请开票' })
  await form.getByText('公司', { exact: true }).click()
  await form.getByLabel('发票抬头').fill('苏州湖畔旅行社有限公司')
  await form.getByLabel('纳税人识别号').fill('91330100799655058C')
  await form.getByRole('button', { name: '提交申请' }).click()
  await expect(form.getByText('纳税人识别号未通过校验')).toBeVisible()
  await form.getByLabel('纳税人识别号').fill('91330100799655058B')
  await form.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('开票中')
  await expect
    .poll(
      async () =>
        (await staff.ask<{ invoice: { status: string } }>('POST', `/api/orders/${id}/refresh`, {})).invoice
          .status,
    )
    .toBe('issued')
  await page.getByRole('button', { name: /^查看发票/ }).click()
  const files = page.getByRole('dialog', { name: '发票文件' })
  await files.getByText('抬头开错了？').click()
  await expect(files.getByText('只有平台能作废')).toBeVisible()
  await expect(files.getByRole('button', { name: /发票 P|合并发票/ })).toBeVisible()
  await clean(page, 'invoice files')
})

test('an administrator adds staff, who are signed out when their role changes', async ({
  staff,
  page,
  newPage,
}) => {
  const name = `员工${Date.now()}`
  await page.goto(`${staff.portal.url}/admin/staff`)
  await page.getByRole('button', { name: '添加员工' }).click()
  const form = page.getByRole('dialog', { name: '添加员工' })
  await form.getByLabel('用户名').fill(name)
  await form.getByLabel('初始密码').fill('short')
  await form.getByRole('button', { name: '添加员工' }).click()
  await expect(form.getByText('密码至少 10 个字符')).toBeVisible()
  await clean(page, 'add staff')
  await form.getByRole('button', { name: '生成一个' }).click()
  const password = await form.getByLabel('初始密码').inputValue()
  await form.getByRole('button', { name: '添加员工' }).click()
  await expect(form).toBeHidden()

  const clerk = await newPage()
  await clerk.goto(`${staff.portal.url}/login`)
  await clerk.getByLabel('用户名').fill(name)
  await clerk.getByLabel('密码').fill(password)
  await clerk.getByRole('button', { name: '登录' }).click()
  // A password that an admin set is replaced first.
  await expect(clerk.getByRole('heading', { name: '请先设置自己的密码' })).toBeVisible()
  await clerk.getByLabel('当前密码').fill(password)
  await clerk.getByLabel('新密码').fill(`${password}-own`)
  await clerk.getByRole('button', { name: '修改密码' }).click()
  await clerk.getByRole('link', { name: '订单' }).first().click()
  await expect(clerk.getByText('导出需要经理或管理员操作')).toBeVisible()

  await page.getByRole('button', { name: `修改 ${name}` }).click()
  const change = page.getByRole('dialog', { name: `修改 ${name}` })
  await change.getByRole('radio', { name: '经理' }).check()
  await change.getByRole('button', { name: '改变角色' }).click()
  await expect(change.getByText('已保存')).toBeVisible()
  await clean(page, 'change staff')
  await expect(clerk.getByRole('dialog', { name: '请重新登录' })).toBeVisible()
})

test('finds a link by a word of its note, and keeps the search out of the address', async ({
  staff,
  page,
  portal,
}) => {
  const offer = { memberId: await staff.prepare(), productCode: '200207', uses: 1, days: 7 }
  await staff.ask('POST', '/api/links', { ...offer, note: '周三前报名' })
  await staff.ask('POST', '/api/links', { ...offer, note: '大堂海报' })
  await page.goto(`${portal.url}/links`)
  await expect(page.getByRole('cell', { name: '大堂海报' }).first()).toBeVisible()
  await page.getByRole('searchbox', { name: '搜索' }).last().fill('周三')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('cell', { name: '大堂海报' })).toHaveCount(0)
  await expect(page.getByRole('cell', { name: '周三前报名' }).first()).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  await clean(page, 'links')
})

test('an unpaid order shows about what past orders of its plan and days cost', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  await staff.issuedOrder({ people: 2, mobile })
  await staff.order({ people: 3, mobile })
  await page.goto(`${portal.url}/orders`)
  await page.getByRole('searchbox', { name: '搜索' }).fill(mobile)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: '待支付' })).toContainText(/≈ ¥\d/)
  await expect(page.getByRole('row').filter({ hasText: '已承保' }).first()).not.toContainText('≈')
  await expect(page.getByText('按同计划、同天数的以往订单估算')).toBeVisible()
})

test('on a tablet, the list of orders shows what they cost', async ({ staff, page, portal }) => {
  await staff.order()
  await page.setViewportSize({ width: 768, height: 1_000 })
  await page.goto(`${portal.url}/orders?lang=en`)
  await expect(page.getByRole('columnheader', { name: 'Payable' })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('row', { name: /旅途无忧/ }).first()).toBeVisible()
})
