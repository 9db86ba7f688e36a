import { readFile } from 'node:fs/promises'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { focusIsKept } from '../focus.ts'
import { LI_LEI } from '../li-lei.ts'
import { asAdministrator, GROUND, surrenderedOrder } from '../sealed-order.ts'

test('only the administrator who asks and the one who approves see a sealed order', async ({
  staff,
  page,
  newPage,
}) => {
  test.slow()
  const { id } = await surrenderedOrder(staff)
  const { url } = staff.portal
  const address = `${url}/orders/${id}`
  await page.goto(address)
  await page.locator('summary').filter({ hasText: '更多操作' }).click()
  await page.getByRole('button', { name: '封存个人信息' }).click()
  await expect(page.getByRole('dialog')).toContainText(/保存期到 \d{4}-\d\d-\d\d 为止/)
  await clean(page, 'seal dialog')
  await page.getByRole('button', { name: /^封存至/ }).click()
  await expect(page.getByText(/个人信息已于 .* 封存/)).toBeVisible()
  await expect(page.getByText(LI_LEI.name)).toHaveCount(0)
  await focusIsKept(page)

  await page.getByRole('button', { name: '申请调取' }).click()
  const ground = page.getByLabel('调取依据')
  await ground.fill('法院')
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(ground).toHaveAccessibleDescription(/至少 10 个字/)
  await ground.fill(GROUND)
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByText('你已申请调取封存资料')).toBeVisible()
  await focusIsKept(page)
  await expect(page.getByRole('button', { name: '批准' })).toHaveCount(0)

  const other = await asAdministrator(staff, await newPage())
  await other.goto(`${url}/desk?reason=opening-asked`)
  await other
    .getByRole('listitem', { name: /申请调取.*已封存的订单/ })
    .first()
    .getByRole('link')
    .click()
  await expect(other.getByText(`依据：${GROUND}`)).toBeVisible()
  await other.getByRole('button', { name: '批准', exact: true }).click()
  await other.getByRole('button', { name: '已核对文书，批准调取' }).click()
  await expect(other.getByRole('button', { name: '查看资料' })).toBeVisible()
  await focusIsKept(other)
  await other.getByRole('button', { name: '查看资料' }).click()
  const data = other.getByRole('region', { name: '封存的资料' })
  await expect(data).toContainText(LI_LEI.mobile)
  await focusIsKept(other)
  await expect(data.getByRole('row').nth(1)).toContainText(LI_LEI.cardNo)
  await clean(other, 'sealed data')

  await page.getByRole('button', { name: '查看资料' }).click()
  await expect(page.getByRole('region', { name: '封存的资料' })).toContainText(LI_LEI.cardNo)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 JSON' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain(LI_LEI.mobile)

  const third = await asAdministrator(staff, await newPage())
  await third.goto(address)
  await expect(third.getByText('正在依法调取')).toBeVisible()
  await expect(third.getByRole('button', { name: '查看资料' })).toHaveCount(0)
  await expect(third.getByText(LI_LEI.cardNo)).toHaveCount(0)
  const refused = await third.request.post(`${url}/api/orders/${id}/sealed`, {
    data: {},
    headers: { origin: url },
  })
  expect(refused.status()).toBe(409)

  await page.getByRole('button', { name: '提前结束' }).click()
  await expect(page.getByRole('region', { name: '封存的资料' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '申请调取' })).toBeVisible()
})
