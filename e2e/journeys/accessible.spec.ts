import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../fixtures.ts'

test('every page is clean to axe, on a desk and on a phone, light and dark', async ({ staff, page }) => {
  test.slow()
  await staff.registerMember('13800138005')
  await staff.addProduct('200207')
  await staff.fillSale()
  const sale = page.url()
  await page.getByRole('button', { name: '提交投保单' }).click()
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByRole('heading', { name: '保单' })).toBeVisible()
  const paths = [
    '/login',
    '/sell',
    '/orders',
    new URL(page.url()).pathname,
    '/members',
    '/members/new',
    '/products',
    '/products/200207',
  ]
  await page.goto(`${staff.portal.url}/sell/01990000-0000-7000-8000-000000000001`)
  paths.push(new URL(page.url()).pathname, '/return/00000000000000000000000000000000', '/no-such-page')
  expect(sale).toContain('/sell/')

  for (const [width, scheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    for (const path of paths) {
      await page.goto(staff.portal.url + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => `${path} ${width} ${scheme}: ${id} ${nodes[0]?.html}`)
      expect.soft(found).toEqual([])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect.soft(overflow, `${path} at ${width} scrolls sideways`).toBe(0)
    }
  }
})
