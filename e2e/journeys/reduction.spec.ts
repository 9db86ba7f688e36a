import { expect, test } from '../fixtures.ts'
import { ownMobile } from '../li-lei.ts'

/** 900161 takes 10 % off: two people, three days, ¥1.00 a day each. */
const PAYABLE = '¥5.40'
const TAKEN_FROM = '总额 ¥6.00，优惠 ¥0.60'

test('every page shows the amount really charged for a reduced credit order', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  await staff.prepare('13800138000', '900161')
  const placed = await staff.order({ productCode: '900161', planCode: '90016101', payType: 'credit', mobile })
  await staff.onPlatform(placed, 'confirm')
  await staff.ask('POST', `/api/orders/${placed.id}/refresh`, {})
  const { memberId } = await staff.ask<{ memberId: string }>('GET', `/api/orders/${placed.id}`)
  const credit = async () => {
    const { members } = await staff.control<{ members: { memberId: string; credit: number }[] }>(
      'GET',
      '/members',
    )
    return members.find((one) => one.memberId === memberId)?.credit ?? 0
  }
  const before = await credit()

  await page.goto(`${portal.url}/orders/${placed.id}`)
  await expect(page.getByText(TAKEN_FROM)).toBeVisible()
  await page.getByRole('button', { name: '确认已收款' }).click()
  const dialog = page.getByRole('dialog', { name: '确认已收款' })
  await expect(dialog.getByText(PAYABLE, { exact: true })).toBeVisible()
  await expect(dialog.getByText(TAKEN_FROM)).toBeVisible()
  await dialog.getByRole('button', { name: '已收款，告知平台' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('已承保').first()).toBeVisible()
  expect(before - (await credit())).toBe(5_40)

  await page.goto(`${portal.url}/orders`)
  await page.getByRole('searchbox', { name: '搜索' }).fill(mobile)
  await page.getByRole('button', { name: '搜索' }).click()
  // The only order that a search finds opens at once.
  await expect(page).toHaveURL(`${portal.url}/orders/${placed.id}`)
  await page.goto(`${portal.url}/orders?payType=credit`)
  await expect(page.getByRole('row').filter({ hasText: PAYABLE }).first()).toBeVisible()
  await page.goto(`${portal.url}/invoices`)
  await expect(page.getByRole('row').filter({ hasText: '金额有优惠' }).first()).toContainText(PAYABLE)

  const { url } = await staff.ask<{ url: string }>('POST', `/api/orders/${placed.id}/own-link`, {})
  await page.goto(url)
  await expect(page.getByText(PAYABLE, { exact: true })).toBeVisible()
  await expect(page.getByText(`（${TAKEN_FROM}）`)).toBeVisible()

  // The platform decides the refund, so only the premium of the surrendered policies is shown.
  await page.goto(`${portal.url}/orders/${placed.id}`)
  await page.getByText('变更', { exact: true }).click()
  await page.getByRole('button', { name: '退保', exact: true }).click()
  await expect(page.getByRole('dialog', { name: '退保' }).getByText('实际退还的金额以平台为准')).toBeVisible()
})
