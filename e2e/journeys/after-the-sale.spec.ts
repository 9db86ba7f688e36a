import { checkAll } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { ownMobile } from '../li-lei.ts'

test('a change of people whose new order is refused becomes a task on the desk, and is finished from there', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.issuedOrder()
  await page.goto(`${portal.url}/orders/${id}`)
  await page.getByText('变更', { exact: true }).click()
  await page.getByRole('link', { name: '换人、改期' }).click()
  // The order's page has a checkbox of that name, too.
  await page
    .getByRole('group', { name: '选择要退的保单' })
    .getByRole('checkbox', { name: /韩梅梅/ })
    .check()
  const person = page.getByRole('region', { name: '换成谁' })
  await person.getByLabel('姓名').fill('赵六')
  await person.getByLabel('证件号').fill('110101201503070018')
  await person.getByLabel('与投保人关系').selectOption('child')
  await staff.fault('addTemp', 'code', { code: '9999' })
  await page.getByRole('button', { name: '退保 1 人并重新出单' }).click()
  await expect(page.getByText('换人没有完成')).toBeVisible()

  await page.goto(`${portal.url}/desk?reason=change-unfinished`)
  const task = page.getByRole('listitem', { name: /^变更没有完成/ })
  await expect(task).toContainText('这些人可能没有保障')
  await task.getByRole('link', { name: /李雷/ }).click()
  await page.getByRole('button', { name: '继续重新出单' }).click()
  await expect(page.getByRole('button', { name: '继续重新出单' })).toBeHidden()
  await page.goto(`${portal.url}/desk?reason=change-unfinished`)
  await expect(page.getByRole('heading', { name: /^待处理/ })).toBeVisible()
  await expect(task).toBeHidden()

  await page.goto(`${portal.url}/orders/${id}`)
  await page.getByRole('link', { name: '变更后的新订单 2' }).click()
  await expect(page.getByText('赵六').first()).toBeVisible()
  await expect(page.getByText('待支付').first()).toBeVisible()
})

test('a change of dates is typed in one field and sells the same people again', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.issuedOrder()
  await page.goto(`${portal.url}/orders/${id}/change`)
  await page.getByText('改期', { exact: true }).click()
  await checkAll(page.getByRole('group', { name: '选择要退的保单' }))
  const period = page.getByRole('textbox', { name: '保障期间' })
  await period.fill('下周')
  await page.getByRole('button', { name: '退保 2 人并重新出单' }).click()
  await expect(period).toBeFocused()
  await expect(period).toHaveAccessibleDescription(/请按这样的格式填写/)
  await expect(period).toHaveValue('下周')
  const year = new Date().getFullYear() + 1
  await period.fill(`${year}.1.5-1.7`)
  await expect(page.getByRole('row', { name: '天数' })).toContainText('3 天')
  await page.getByRole('button', { name: '退保 2 人并重新出单' }).click()
  await expect(page.getByText('待支付').first()).toBeVisible()
  await expect(page.getByText(`${year}-01-05`).first()).toBeVisible()
})

test('an order closed by staff reopens and asks for attention when the customer pays anyway', async ({
  staff,
  page,
  portal,
}) => {
  const placed = await staff.order({ people: 1 })
  await page.goto(`${portal.url}/orders/${placed.id}`)
  await page.locator('summary').filter({ hasText: '更多操作' }).click()
  await page.getByRole('button', { name: '关闭订单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '关闭订单' }).click()
  await expect(page.getByText('如果客户仍在平台付款，订单会自动恢复并提醒处理')).toBeVisible()
  await expect(page.getByRole('link', { name: '前往收银台' })).toBeHidden()

  await staff.onPlatform(placed, 'pay')
  await expect(page.getByText('订单关闭后平台收到付款，自动恢复')).toBeVisible()
  await expect(page.getByText('订单关闭后客户仍在平台付了款，已恢复').first()).toBeVisible()
  await expect(page.getByText('已承保').first()).toBeVisible()
})

test('one refusal among invoices of one title is named, and trying again sends that one alone', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  await staff.issuedOrder({ people: 1, mobile })
  await staff.issuedOrder({ people: 2, mobile })
  await page.goto(`${portal.url}/orders`)
  await page.getByRole('searchbox', { name: '搜索' }).fill(mobile)
  await page.getByRole('button', { name: '搜索' }).click()
  await expect(page.getByText('共 2 单')).toBeVisible()
  await page.getByRole('checkbox', { name: '选中已显示的' }).check()
  await page.getByRole('button', { name: '开票', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '用同一抬头开票' })
  await dialog.getByText('公司', { exact: true }).click()
  await dialog.getByLabel('发票抬头').fill('苏州湖畔旅行社有限公司')
  await dialog.getByLabel('纳税人识别号').fill('91330100799655058B')
  await staff.control('DELETE', '/calls')
  await staff.fault('applyInvoice', 'code', { code: '9999' })
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(dialog.getByRole('status')).toContainText('已完成 1 / 2，1 项没有成功')
  await expect(dialog.getByRole('listitem').first()).toContainText('平台未受理')
  await expect(dialog.getByRole('listitem').last()).toContainText('已申请')

  await dialog.getByRole('button', { name: '重试没有成功的' }).click()
  await expect(dialog.getByRole('status')).toHaveText('已完成 2 / 2')
  type Calls = { calls: { bodyText: string | null; code: string }[] }
  const { calls } = await staff.control<Calls>('GET', '/calls?interface=applyInvoice')
  expect(calls.map(({ code }) => code).toSorted()).toEqual(['0000', '0000', '9999'])
})
