import { payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'

test('reports a hanging platform within ten seconds, and the form stays', async ({ staff, page }) => {
  await page.goto(`${staff.portal.url}/members/new`)
  await staff.fault('register', 'hang', { times: 9 })
  await page.getByLabel('公司名称').fill('苏州湖畔旅行社有限公司')
  await page.getByLabel('手机号').fill('13800138077')
  await page.getByRole('combobox', { name: '省' }).selectOption('江苏省')
  await page.getByRole('combobox', { name: '市' }).selectOption('苏州市')
  await page.getByLabel('公司地址').fill('工业园区星湖街 328 号')
  const pressed = Date.now()
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByRole('alert')).toContainText('暂时联系不上爱购保平台')
  expect(Date.now() - pressed).toBeLessThan(12_000)
  await expect(page.getByLabel('公司名称')).toHaveValue('苏州湖畔旅行社有限公司')
  await expect(page.getByRole('combobox', { name: '市' })).toHaveValue('苏州市')
  await staff.control('DELETE', '/faults')
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByText('注册成功')).toBeVisible()
})

test('reports an unknown product and a broken answer where they were requested', async ({ staff, page }) => {
  await staff.prepare()
  await page.goto(`${staff.portal.url}/products`)
  await page.getByRole('button', { name: '添加产品' }).first().click()
  await page.getByLabel('产品编号').fill('999999')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(page.getByText('平台上没有这个产品')).toBeVisible()
  await expect(page.getByLabel('产品编号')).toHaveValue('999999')
  await staff.fault('getDistrProductDetail', 'cut', { times: 20 })
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(page.getByText('暂时联系不上爱购保平台')).toBeVisible()
  await staff.control('DELETE', '/faults')
  // The failures opened the circuit; the portal recovers with the platform.
  await expect
    .poll(
      async () =>
        (
          await page.request.put(`${staff.portal.url}/api/products/200207`, {
            data: {},
            headers: { origin: staff.portal.url },
          })
        ).status(),
      { timeout: 60_000 },
    )
    .toBe(200)
})

test('the refresh button updates without any notification, and a company holder is shown', async ({
  staff,
  page,
  newPage,
}) => {
  await staff.prepare()
  await staff.control('POST', '/settings', { notify: 'none', holder: 'enterprise' })
  await staff.fillSale()
  const cashier = await staff.placeOrder()
  await page.getByRole('link', { name: '查看订单' }).click()
  const customer = await newPage()
  await customer.goto(cashier)
  await payAtCashier(customer)
  await customer.close()
  await expect(async () => {
    await page.getByRole('button', { name: '向平台核对' }).click()
    await expect(page.getByText('平台确认已承保')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole('heading', { name: '企业投保人' })).toBeVisible()
})
