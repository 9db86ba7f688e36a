import type { Page } from '@playwright/test'
import type { Order } from '#contract/orders.ts'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'

const REASON = '老人不会用手机，家属在场'

test('staff may say who pays, and the order keeps the answer with its reason', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  await staff.placeOrder()
  await page.getByRole('button', { name: '由谁付款？' }).click()
  const dialog = page.getByRole('dialog', { name: '由谁付款？' })
  await expect(dialog.getByRole('radio', { name: '本公司付款' })).toHaveCount(0)
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(dialog.getByText('请选择由谁付款')).toBeVisible()
  await dialog.getByText('业务员代客户付款').click()
  await dialog.getByRole('button', { name: '确定' }).click()
  const reason = dialog.getByRole('textbox', { name: '原因' })
  await expect(reason).toHaveAccessibleDescription(/请填写此项/)
  await clean(page, 'who pays')
  await reason.fill(REASON)
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(page.getByRole('button', { name: '付款：业务员代付' })).toBeVisible()
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByRole('main').getByText('付款：业务员代付').first()).toBeVisible()
  const timeline = page.getByRole('region', { name: '操作记录' })
  await expect(timeline).toContainText('说明了由谁付款：业务员代付')
  await expect(timeline).toContainText(REASON)
})

test('where the answer is required, the cashier opens after it', async ({ staff, page, portal }) => {
  const { id, cashierUrl } = await staff.order()
  await withheld(page, id)
  await page.goto(`${portal.url}/orders/${id}`)
  await expect(page.getByRole('button', { name: '由谁付款？' })).toBeVisible()
  await expect(page.getByText('说明由谁付款后，即可打开收银台。')).toBeVisible()
  await expect(page.getByRole('link', { name: '前往收银台' })).toHaveCount(0)
  await page.getByRole('button', { name: '由谁付款？' }).click()
  const dialog = page.getByRole('dialog', { name: '由谁付款？' })
  await expect(dialog).toContainText('说明由谁付款后，即可打开收银台')
  await dialog.getByText('客户付款', { exact: true }).click()
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(page.getByRole('link', { name: '前往收银台' })).toHaveAttribute('href', cashierUrl)
})

test('on a phone, an unpaid order has two buttons and a menu, which asks who pays', async ({
  staff,
  page,
  portal,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const { id } = await staff.order()
  await page.goto(`${portal.url}/orders/${id}`)
  const more = page.locator('summary').filter({ hasText: '更多操作' })
  await expect(page.getByRole('link', { name: '前往收银台' })).toBeVisible()
  await expect(page.getByRole('button', { name: '由谁付款？' })).toBeHidden()
  await expect(page.getByRole('button', { name: '发给客户' })).toBeHidden()
  await more.click()
  await clean(page, 'menu of an order on a phone')
  await page.getByRole('button', { name: '由谁付款？' }).click()
  const dialog = page.getByRole('dialog', { name: '由谁付款？' })
  await dialog.getByText('客户付款', { exact: true }).click()
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('付款：客户').first()).toBeVisible()
  await more.click()
  await page.getByRole('button', { name: '发给客户' }).click()
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
})

test('where a payment told again takes a reason, the desk asks for it and the order keeps it', async ({
  staff,
  page,
  portal,
}) => {
  const placed = await staff.order({ people: 1, payType: 'credit' })
  await staff.onPlatform(placed, 'confirm')
  await staff.ask('POST', `/api/orders/${placed.id}/refresh`, {})
  const memberId = await staff.prepare()
  const credit = (amount: number) => staff.control('POST', `/members/${memberId}`, { credit: amount })
  const path = `/api/orders/${placed.id}/payment`
  try {
    await credit(0)
    const refused = await page.request.post(portal.url + path, {
      data: { txnStatus: 'paid' },
      headers: { origin: portal.url },
    })
    expect(refused.status()).toBe(422)
  } finally {
    await credit(1_000_000)
  }
  await reasonAsked(page, path)
  await page.goto(`${portal.url}/desk?reason=payment-refused`)
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href*="${placed.id}"]`) })
  await row.getByRole('button', { name: '再次告知：已收款' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '已收款，告知平台' }).click()
  const reason = dialog.getByRole('textbox', { name: '原因' })
  await expect(reason).toHaveAccessibleDescription(/请填写此项/)
  await clean(page, 'told again with a reason')
  await reason.fill(REASON)
  await dialog.getByRole('button', { name: '已收款，告知平台' }).click()
  await expect(row).toHaveCount(0)
  await page.goto(`${portal.url}/orders/${placed.id}`)
  await expect(page.getByRole('region', { name: '操作记录' })).toContainText(REASON)
})

/** Refuses a payment without a reason, as against production. */
const reasonAsked = (page: Page, path: string) =>
  page.route(`**${path}`, (route) => {
    if (route.request().postData()?.includes('reason')) return route.continue()
    const fields = [{ field: 'reason', code: 'required', message: '' }]
    const problem = { status: 400, code: 'invalid', title: '', requestId: '', fields }
    return route.fulfill({ status: 400, contentType: 'application/problem+json', json: problem })
  })

/** Answers about an order as against production: without the cashier until somebody says who pays. */
const withheld = (page: Page, id: string) =>
  page.route(`**/api/orders/${id}`, async (route) => {
    const response = await route.fetch()
    const order = (await response.json()) as Order
    if (order.payer) return route.fulfill({ response })
    const actions = order.actions.map((one) =>
      one.name === 'pay' ? { ...one, allowed: false, why: 'payer-unnamed' } : one,
    )
    return route.fulfill({ response, json: { ...order, actions, cashierUrl: null } })
  })
