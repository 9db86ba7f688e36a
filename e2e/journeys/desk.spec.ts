import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { focusIsKept } from '../focus.ts'
import { LI_LEI } from '../li-lei.ts'

test('a sale appears on the open desk, and its figure links to the counted orders', async ({
  staff,
  page,
}) => {
  test.slow()
  await staff.signIn()
  await page.goto(`${staff.portal.url}/desk?period=today`)
  const { id } = await staff.issuedOrder({ people: 1 })
  const sales = page.getByRole('region', { name: '销售' })
  const issued = sales.getByRole('definition').nth(1).getByRole('link')
  await expect(issued).toHaveText(/^[1-9]/, { timeout: 60_000 })
  const before = Number.parseInt((await issued.textContent()) ?? '', 10)
  await staff.issuedOrder({ people: 1 })
  await expect(async () => {
    expect(Number.parseInt((await issued.textContent()) ?? '', 10)).toBeGreaterThan(before)
  }).toPass({ timeout: 60_000 })

  await sales.getByText('表格', { exact: true }).click()
  await expect(sales.getByRole('table', { name: '每小时的承保保费' }).getByRole('row')).toHaveCount(25)
  await clean(page, 'desk, table')
  await sales.getByText('渠道会员', { exact: true }).click()
  const byMember = sales.getByRole('table', { name: '按渠道会员' })
  await expect(byMember.getByRole('link', { name: '苏州湖畔旅行社有限公司' }).first()).toBeVisible()
  // On the first of a month, the month has one day and a chart of hours.
  await sales.getByText('近 30 天', { exact: true }).click()
  await expect(page).toHaveURL(/period=30/)
  await sales.getByText('图表', { exact: true }).click()
  // The chart is one tab stop; arrows move between days.
  const days = sales.getByRole('list', { name: /^每天的承保保费/ }).getByRole('link')
  await days.last().focus()
  await page.keyboard.press('Home')
  await expect(days.first()).toBeFocused()
  await clean(page, 'desk')
  await issued.click()
  await expect(page.getByRole('button', { name: '去掉条件：状态：已承保、退保中' })).toBeVisible()
  await expect(page.locator(`a[href="/orders/${id}"]`)).toBeVisible()
})

test('a refused payment appears on the desk and is resolved there', async ({ staff, page }) => {
  test.slow()
  const name = '付待办'
  const holder = { ...LI_LEI, name, cardType: 'id-card', birthday: '1990-03-07', gender: 'M' }
  const { id, tempOrderCode } = await staff.order({
    payType: 'credit',
    holder,
    insured: [{ ...holder, relation: 'self' }],
  })
  await staff.control('POST', `/orders/${tempOrderCode}/actions`, { action: 'confirm' })
  await staff.ask('POST', `/api/orders/${id}/refresh`, {})
  const memberId = await staff.prepare()
  const credit = (amount: number) => staff.control('POST', `/members/${memberId}`, { credit: amount })
  const pay = () =>
    page.request.post(`${staff.portal.url}/api/orders/${id}/payment`, {
      data: { txnStatus: 'paid' },
      headers: { origin: staff.portal.url },
    })
  await page.goto(`${staff.portal.url}/desk?reason=payment-refused`)
  await expect(page.getByRole('heading', { name: /^待处理/ })).toBeVisible()
  try {
    await credit(0)
    expect((await pay()).status()).toBe(422)
    const row = page.getByRole('listitem', { name: `平台没有接受付款结果，${name}` })
    // The live stream updates the desk. Until the stream is open, the page polls.
    await expect(row).toContainText('授信余额不足', { timeout: 60_000 })
    await expect(page.getByRole('link', { name: /工作台.*项待处理/ })).toBeVisible()

    await row.getByRole('button', { name: '标为已处理' }).click()
    const dialog = page.getByRole('dialog', { name: '标为已处理' })
    const remark = dialog.getByLabel('处理说明（选填）')
    await remark.fill('请打 13900139000')
    await dialog.getByRole('button', { name: '标为已处理' }).click()
    await expect(remark).toHaveAccessibleDescription(/不要写手机号或证件号/)
    await clean(page, 'desk, settling')
    await remark.fill('财务下午补足额度')
    await dialog.getByRole('button', { name: '标为已处理' }).click()
    await expect(row).toBeHidden()
    await focusIsKept(page)

    // It recurs and is reported again; this time the platform's answer resolves it.
    expect((await pay()).status()).toBe(422)
    await expect(row).toBeVisible({ timeout: 60_000 })
  } finally {
    await credit(1_000_000)
  }
  const row = page.getByRole('listitem', { name: `平台没有接受付款结果，${name}` })
  await row.getByRole('button', { name: '再次告知：已收款' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '已收款，告知平台' }).click()
  await expect(row).toBeHidden()
  await focusIsKept(page)

  await page.goto(`${staff.portal.url}/orders/${id}`)
  await expect(page.getByText('财务下午补足额度')).toBeVisible()
})

test('the first steps are shown on the desk and the pages that they lead to, not on an order', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.order()
  // As on a portal whose first order is not paid yet.
  await page.route('**/api/desk/first-steps*', (route) =>
    route.fulfill({ json: { member: true, product: true, ordered: true, paid: false } }),
  )
  const steps = page.getByRole('region', { name: '完成第一单' })
  await page.goto(`${portal.url}/desk`)
  await expect(steps.getByRole('listitem').nth(3)).toHaveAttribute('aria-current', 'step')
  await steps.getByRole('link', { name: '收到付款' }).click()
  await expect(steps).toBeVisible()
  await page.goto(`${portal.url}/orders/${id}`)
  await expect(page.getByRole('heading', { name: /^李雷/ })).toBeVisible()
  await expect(steps).toHaveCount(0)
})
