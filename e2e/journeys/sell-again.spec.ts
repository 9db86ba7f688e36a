import { expect, test } from '../fixtures.ts'
import { LI_LEI, ownMobile } from '../li-lei.ts'

const day = (ahead: number) =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)

test('staff sell an order again, from its page with its people and from the list with its dates', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  const { id } = await staff.order({ mobile })
  await page.goto(`${portal.url}/orders/${id}`)
  await page.locator('summary').filter({ hasText: '更多操作' }).click()
  await page.getByRole('link', { name: '再来一单' }).click()
  await page.getByRole('button', { name: '开始：同样的人，换日期' }).click()

  const period = page.getByRole('textbox', { name: '保障期间' })
  await expect(period).toHaveValue('')
  await expect(page.getByRole('combobox', { name: '会员' })).toHaveValue('苏州湖畔旅行社有限公司')
  const holder = page.getByRole('region', { name: '投保人', exact: true })
  await expect(holder.getByLabel('姓名')).toHaveValue(LI_LEI.name)
  await expect(holder.getByLabel('手机号')).toHaveValue(mobile)
  await expect(page.getByRole('group', { name: '第 2 位' }).getByLabel('姓名')).toHaveValue('韩梅梅')
  // The days are those of the first order.
  await period.fill(`${day(2)} ${day(4)}`)
  await expect(page.getByText('2 位被保险人在这几天已有保障')).toBeVisible()
  await period.fill(`${day(12)} 3天`)
  await expect(page.getByText('2 位被保险人在这几天已有保障')).toBeHidden()
  await staff.placeOrder()

  await page.goto(`${portal.url}/orders`)
  await page.getByRole('searchbox', { name: '搜索' }).fill(mobile)
  await page.getByRole('button', { name: '搜索' }).click()
  await expect(page.getByText('共 2 单')).toBeVisible()
  await page.getByRole('checkbox', { name: '选中 李雷' }).last().check()
  await page.getByRole('link', { name: '再来一单' }).click()
  await page.getByRole('button', { name: '开始：同样的日期，换人' }).click()
  await expect(period).toHaveValue(`${day(2)} – ${day(4)}`)
  await expect(holder.getByLabel('姓名')).toHaveValue('')
})
