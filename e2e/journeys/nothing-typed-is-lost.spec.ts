import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

test('an application survives a reload and continues in another browser', async ({
  staff,
  page,
  newPage,
}) => {
  await staff.prepare()
  await staff.fillSale()
  await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible()
  await page.reload()
  const holder = page.getByRole('region', { name: '投保人', exact: true })
  await expect(holder.getByLabel('姓名')).toHaveValue('李雷')

  const other = await newPage()
  await other.goto(page.url())
  await other.getByLabel('用户名').fill('admin')
  await other.getByLabel('密码').fill('a-password-for-journeys')
  await other.getByRole('button', { name: '登录' }).click()
  await expect(other.getByRole('region', { name: '投保人', exact: true }).getByLabel('证件号')).toHaveValue(
    LI_LEI.cardNo,
  )
})

test('a refusal of the platform and a wrong ID keep the form, and the next try succeeds', async ({
  staff,
  page,
}) => {
  await staff.prepare()
  await staff.fillSale()
  const holder = page.getByRole('region', { name: '投保人', exact: true })
  await holder.getByLabel('证件号').fill('110101199003071090')
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(holder.getByText('校验位不对')).toBeVisible()
  await expect(holder.getByLabel('证件号')).toBeFocused()
  await holder.getByLabel('证件号').fill(LI_LEI.cardNo)

  await staff.fault('addTemp', 'code', { code: '9999' })
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(page.getByRole('alert')).toContainText('平台未受理')
  await expect(holder.getByLabel('姓名')).toHaveValue('李雷')
  await staff.placeOrder()
})

test('reports too long input beside its field without cutting it', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  const holder = page.getByRole('region', { name: '投保人', exact: true })
  const name = 'MARIA FERNANDA DE LOS ANGELES RODRIGUEZ GUTIERREZ'
  await holder.getByLabel('姓名').fill('')
  await holder.getByLabel('姓名').pressSequentially(name)
  await holder.getByLabel('手机号').fill('')
  await holder.getByLabel('手机号').pressSequentially('139 0013 9000')
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(holder.getByLabel('姓名')).toHaveValue(name)
  await expect(holder.getByLabel('姓名')).toBeFocused()
  await expect(holder.getByText('最多 32 个字符')).toBeVisible()
  await expect(holder.getByLabel('手机号')).toHaveValue('13900139000')

  const { id } = await staff.issuedOrder()
  await page.goto(`${staff.portal.url}/orders/${id}`)
  await page.getByRole('button', { name: '申请开票' }).click()
  const form = page.getByRole('dialog', { name: '申请开票' })
  await form.getByText('公司', { exact: true }).click()
  const title = '苏州湖畔国际旅行社有限责任公司'.repeat(4).slice(0, 46)
  await form.getByLabel('发票抬头').fill('')
  await form.getByLabel('发票抬头').pressSequentially(title)
  await form.getByLabel('纳税人识别号').fill('91330100799655058B')
  await form.getByRole('button', { name: '提交申请' }).click()
  await expect(form.getByLabel('发票抬头')).toHaveValue(title)
  await expect(form.getByText('平台最多接受 32 个字的抬头')).toBeVisible()
})

test('reports a lost answer as such and ends with one order', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  await staff.fault('addTemp', 'html', { times: 2 })
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(page.getByText('正在与平台确认这张订单')).toBeVisible()
  await expect(page.getByRole('link', { name: '前往收银台' })).toBeVisible()
})

test('a kill of the BFF loses no session, order or payment', async ({ staff, page, newPage, portal }) => {
  await staff.prepare()
  await staff.fillSale()
  const cashier = await staff.placeOrder()
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByText('待支付').first()).toBeVisible()

  const customer = await newPage()
  await customer.goto(cashier)
  await customer.getByLabel('我已阅读').check()
  await customer.getByRole('button', { name: '立即投保' }).click()
  const paid = customer.getByRole('button', { name: /确认支付/ }).click()
  await portal.killAndRestart()
  await paid
  await page.reload()
  await expect(page.getByText('平台确认已承保')).toBeVisible()
})
