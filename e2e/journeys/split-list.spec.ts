import { DEFAULT_RULES } from '#contract/products.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI, ownMobile } from '../li-lei.ts'
import type { Placed } from '../staff.ts'

const day = (ahead: number) =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)

test('a split list survives a kill of the BFF in the middle, and each part becomes one order', async ({
  staff,
  page,
  portal,
}) => {
  test.slow()
  const memberId = await staff.prepare()
  await staff.ask('PUT', '/api/products/200207', { rules: { ...DEFAULT_RULES, maxInsured: 12 } })
  const mobile = ownMobile()
  const holder = { ...LI_LEI, mobile, email: '' }
  const insured = Array.from({ length: 30 }, (_, n) => ({
    key: String(n),
    name: `团员${String.fromCodePoint(0x4e00 + n)}`,
    cardType: 'passport',
    cardNo: `G${String(7_000_000 + n)}`,
    birthday: '1988-02-29',
    gender: 'F',
    mobile: '',
    email: '',
    relation: 'other',
  }))
  const content = {
    memberId,
    productCode: '200207',
    planCode: '30543',
    startDate: day(2),
    endDate: day(4),
    holder,
    insured,
  }
  const draftId = crypto.randomUUID()
  await staff.ask('PUT', `/api/drafts/${draftId}`, { version: 0, content })
  await page.goto(`${portal.url}/sell/${draftId}`)
  await expect(page.getByText('3 单，每单最多 12 人')).toBeVisible()
  // The platform takes each part and answers late.
  await staff.fault('addTemp', 'delay', { times: 3, ms: 2_500 })
  await page.getByRole('button', { name: '拆成 3 单提交' }).click()

  type Sent = { orders: { holder: { mobile: string } | null }[] }
  const taken = async () =>
    (await staff.control<Sent>('GET', '/orders')).orders.filter((order) => order.holder?.mobile === mobile)
  await expect.poll(async () => (await taken()).length, { intervals: [100] }).toBe(2)
  await portal.killAndRestart()

  await expect(page.getByText('全部提交成功')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('cell', { name: '待支付' })).toHaveCount(3)
  await expect(page.getByRole('link', { name: '第 25–30 位' })).toBeVisible()
  // The kill lost the first answer for the second part, so its cashier address was never shown.
  type Ours = { items: { id: string; insuredCount: number }[] }
  const { items } = await staff.ask<Ours>('GET', `/api/orders?q=${mobile}`)
  expect(items.map(({ insuredCount }) => insuredCount).toSorted()).toEqual([12, 12, 6])
  const addresses = await Promise.all(
    items.map(async ({ id }) => (await staff.ask<Placed>('GET', `/api/orders/${id}`)).cashierUrl),
  )
  expect(new Set(addresses).size).toBe(3)
})
