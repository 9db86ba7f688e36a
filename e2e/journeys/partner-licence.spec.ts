import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const LAKE = {
  name: '湖畔旅行',
  origins: ['https://www.lake.example'],
  products: ['200207'],
  licensed: true,
  theme: { accent: null, radius: null },
  returnUrl: '',
  webhookUrl: '',
}

test('an administrator enters a partner’s licence with its copy, and sees what is missing', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.ask<{ id: string }>('POST', '/api/partners', {
    ...LAKE,
    memberId: await staff.prepare(),
  })
  await page.goto(`${portal.url}/admin/partners/${id}`)
  await expect(page.getByText('请补齐：许可证种类、')).toBeVisible()
  await page.getByLabel('许可证种类').selectOption('保险兼业代理业务许可证')
  await page.getByLabel('许可证上的机构全称').fill('湖畔旅行社有限公司')
  await page.getByLabel('许可证编号').fill('3205000000001')
  await page.getByLabel('有效期至').fill('2099-12-31')
  const copy = page.getByLabel('许可证影印件')
  await copy.setInputFiles({
    name: 'licence.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no image at all'),
  })
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('请选择 PDF，或 PNG、JPG、WebP 图片')).toBeVisible()
  await clean(page, 'licence of a partner')
  await copy.setInputFiles({ name: 'licence.png', mimeType: 'image/png', buffer: PNG })
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('许可证资料不全')).toHaveCount(0)
  await page.reload()
  const open = page.getByRole('link', { name: '查看已上传的许可证' })
  await expect(open).toBeVisible()
  const answer = await page.request.get(new URL((await open.getAttribute('href')) ?? '', portal.url).href)
  expect([answer.headers()['content-type'], (await answer.body()).equals(PNG)]).toEqual(['image/png', true])
})

test('the page of a partner marks the section that is read and keeps its save button in view', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.ask<{ id: string }>('POST', '/api/partners', {
    ...LAKE,
    memberId: await staff.prepare(),
  })
  await page.goto(`${portal.url}/admin/partners/${id}`)
  const link = (name: string) =>
    page.getByRole('navigation', { name: '本页内容' }).getByRole('link', { name })
  await expect(link('设置')).toHaveAttribute('aria-current', 'location')
  await expect(page.getByRole('button', { name: '保存' })).toBeInViewport()
  await link('事件通知').click()
  await expect(link('事件通知')).toHaveAttribute('aria-current', 'location')
  await expect(link('事件通知')).toBeInViewport()
  await page.mouse.wheel(0, -5_000)
  await expect(link('设置')).toHaveAttribute('aria-current', 'location')
})
