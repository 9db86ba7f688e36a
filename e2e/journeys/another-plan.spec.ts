import { checkAll, passNotice, payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

const DIFFERS = '金额与所选计划不符'

test('tells the customer and staff when the customer confirms another plan', async ({
  staff,
  page,
  newPhone,
  portal,
}) => {
  const memberId = await staff.prepare('13800138000', '200208')
  const { url } = await staff.ask<{ url: string }>('POST', '/api/links', {
    memberId,
    productCode: '200208',
    uses: 1,
    days: 7,
  })
  const phone = await newPhone()
  await phone.goto(url)
  await expect(phone.getByText('¥15.00/人起').first()).toBeVisible()
  await phone.getByText('全面款', { exact: true }).click()
  const next = () => phone.getByRole('button', { name: '下一步' }).click()
  await next()
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
  await next()
  await passNotice(phone)
  // No total is shown that the cashier could contradict, only its basis.
  await expect(phone.getByText('金额以收银台显示的为准。')).toHaveCount(1)
  await expect(phone.getByText('请在平台页面选择“全面款”')).toBeVisible()
  await checkAll(phone.getByRole('group', { name: '确认与同意' }))
  await phone.getByRole('button', { name: /去支付/ }).click()

  // The platform's page preselects its first plan, 经济款.
  await expect(phone.getByRole('radio', { name: /经济款/ })).toBeChecked()
  await payAtCashier(phone)
  await phone.waitForURL(/\/return\//)
  await expect(phone.getByText('全面款（以保单为准）')).toBeVisible()
  await expect(phone.getByText(DIFFERS)).toBeVisible()
  await expect(phone.getByText('平台的金额 ¥11.00 低于所选计划“全面款”')).toBeVisible()

  const { items } = await staff.ask<{ items: { id: string; productCode: string }[] }>('GET', '/api/orders')
  const order = items.find(({ productCode }) => productCode === '200208')
  await page.goto(`${portal.url}/orders/${order?.id}`)
  await expect(page.getByText('平台的金额 ¥11.00 低于所选计划“全面款”的 ¥15.00')).toBeVisible()
  await expect(page.getByText('全面款（以保单为准）')).toBeVisible()
  await page.goto(`${portal.url}/desk`)
  await expect(page.getByText('平台的金额 ¥11.00 低于所选计划“全面款”的 ¥15.00')).toBeVisible()
})

test('expects the premium of past orders for the next one, and names the source', async ({
  staff,
  page,
  portal,
}) => {
  await staff.issuedOrder({ people: 1 })
  await page.goto(`${portal.url}/sell`)
  await staff.fillSale()
  const summary = page.getByRole('complementary')
  await expect(summary.getByText('预计保费')).toBeVisible()
  await expect(summary.getByText('¥2.60', { exact: true })).toBeVisible()
  await expect(summary.getByText('按同计划、同天数的以往订单估算：¥2.60/人')).toBeVisible()
  await page.getByRole('button', { name: '5 天', exact: true }).click()
  await expect(summary.getByText('¥1.00/人起', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(page.getByText('1 位被保险人在这几天已有保障')).toBeVisible()
  const goOn = page.getByRole('checkbox', { name: '已核对，仍要投保' })
  await expect(goOn).toBeFocused()
  await expect(goOn).toHaveAccessibleDescription('请核对已有的保障；仍要投保的，请勾选')
  await goOn.check()
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(page.getByText('请在平台页面选择“计划一”')).toBeVisible()
})
