import type { Page } from '@playwright/test'
import { payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

test('staff sell a policy, from registering the member to policy and invoice', async ({ staff, page }) => {
  await staff.signIn()
  await staff.registerMember('13800138001')
  await staff.addProduct('200207')
  await staff.fillSale()
  await staff.placeOrder()
  await page.getByRole('link', { name: '前往平台收银台' }).click()
  await expect(page).toHaveURL(/localhost:\d+\/pages\/insure\//)
  await expect(page.getByLabel('证件号码').first()).toHaveValue(LI_LEI.cardNo)
  await payAtCashier(page)

  // Staff who started from the order return to it.
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/orders\//)
  await expect(page.getByText('平台确认已承保')).toBeVisible()

  await page.goto(`${staff.portal.url}/orders`)
  await page.getByRole('link', { name: /李雷/ }).first().click()
  await expect(page.getByText('已承保').first()).toBeVisible()
  await expect(page.getByText('¥2.60').first()).toBeVisible()

  await page.getByRole('button', { name: /保单 PDF/ }).click()
  const save = page.getByRole('dialog', { name: /保单 PDF/ }).getByRole('link', { name: '下载' })
  const policy = await page.request.get(new URL((await save.getAttribute('href')) ?? '', page.url()).href)
  expect(policy.headers()['content-type']).toBe('application/pdf')
  await page.getByRole('button', { name: '关闭' }).click()

  await page.getByRole('button', { name: '申请开票' }).click()
  const dialog = page.getByRole('dialog', { name: '申请开票' })
  await dialog.getByText('公司', { exact: true }).click()
  await dialog.getByLabel('发票抬头').fill('苏州湖畔旅行社有限公司')
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(dialog.getByText('请填写此项')).toBeVisible()
  await dialog.getByLabel('纳税人识别号').fill('91330100799655058B')
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByText('正在开票')).toBeVisible()
  const file = page.getByRole('button', { name: /发票 P|合并发票/ })
  await expect(async () => {
    await page.getByRole('button', { name: '向平台核对' }).click()
    await expect(file).toBeVisible({ timeout: 1_500 })
  }).toPass({ timeout: 60_000 })
  await file.click()
  const saveInvoice = page
    .getByRole('dialog', { name: /发票 P|合并发票/ })
    .getByRole('link', { name: '下载' })
  const invoice = await page.request.get(
    new URL((await saveInvoice.getAttribute('href')) ?? '', page.url()).href,
  )
  expect((await invoice.body()).subarray(0, 4).toString()).toBe('%PDF')
})

test('the open order page shows the payment of a customer who never returns', async ({
  staff,
  page,
  newPage,
}) => {
  await staff.prepare()
  await staff.fillSale()
  const cashier = await staff.placeOrder()
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByText('待支付').first()).toBeVisible()

  await customerPays(newPage, cashier)

  await expect(page.getByText('平台确认已承保')).toBeVisible()
  await expect(page.getByRole('button', { name: /保单 PDF/ })).toBeVisible()
})

test('a customer who returns without paying is not told that they paid', async ({ staff, newPage }) => {
  await staff.prepare()
  await staff.fillSale()
  const customer = await newPage()
  await customer.goto(await staff.placeOrder())
  await customer.getByLabel('我已阅读').check()
  await customer.getByRole('button', { name: '立即投保' }).click()
  await customer.clock.install()
  await customer.getByRole('link', { name: /返回商家/ }).click()
  await expect(customer.getByRole('heading', { name: '正在确认支付结果' })).toBeVisible()
  await customer.clock.fastForward(13_000)
  await expect(customer.getByRole('heading', { name: '平台还没有收到付款' })).toBeVisible()
  await expect(customer.getByRole('link', { name: '去支付' })).toHaveAttribute('href', /\/pages\/insure\//)
})

test('the page after a placed order follows the payment to the policy number', async ({
  staff,
  page,
  newPage,
}) => {
  await staff.prepare()
  await staff.fillSale()
  const cashier = await staff.placeOrder()
  await expect(page.getByRole('heading', { name: '投保单已提交' })).toBeVisible()
  await customerPays(newPage, cashier)
  await expect(page.getByRole('heading', { name: '出单成功' })).toBeVisible()
  await expect(page.getByRole('main').getByText(/^P\d{10,}$/)).toBeVisible()
  await page.getByRole('button', { name: '保单 PDF' }).click()
  await expect(
    page.getByRole('dialog', { name: /保单 PDF/ }).getByRole('link', { name: '下载' }),
  ).toBeVisible()
})

/** A customer pays in another window and closes it. */
async function customerPays(newPage: () => Promise<Page>, cashier: string): Promise<void> {
  const customer = await newPage()
  await customer.goto(cashier)
  await payAtCashier(customer)
  await expect(customer.getByRole('heading', { name: '支付成功' })).toBeVisible()
  await customer.close()
}
