import { clean } from '../axe.ts'
import { payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'

test('every page passes axe, on desktop and phone, light and dark', async ({ staff, page, newPage }) => {
  test.slow()
  const visit = async (path: string) => {
    await page.goto(staff.portal.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await clean(page, path)
  }
  await staff.registerMember('13800138005')
  await clean(page, 'member registered')
  await staff.addProduct('200207')
  for (const path of [
    '/login',
    '/sell',
    '/orders',
    '/members',
    '/members/new',
    '/products',
    '/products/200207',
    '/no-such-page',
  ])
    await visit(path)
  await visit('/return/00000000000000000000000000000000')
  await visit('/sell/01990000-0000-7000-8000-000000000001')

  await staff.fillSale()
  await clean(page, 'sale filled in')
  await page.getByRole('button', { name: /添加一位/ }).click()
  await page.getByRole('button', { name: '提交投保单' }).click()
  await clean(page, 'sale incomplete')
  await page.getByRole('button', { name: '粘贴名单' }).click()
  await page.getByRole('textbox', { name: '名单' }).fill('王五 110101199003071090')
  await clean(page, 'paste dialog')
  await page.getByRole('button', { name: '核对名单' }).click()
  await clean(page, 'paste dialog, refused line')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '移除第 2 位' }).click()
  await staff.fault('addTemp', 'code', { code: '9999' })
  await page.getByRole('button', { name: '提交投保单' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await clean(page, 'sale refused')
  const cashier = await staff.placeOrder()
  await clean(page, 'sale placed')
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByRole('heading', { name: '保单' })).toBeVisible()
  await clean(page, 'order unpaid')

  const customer = await newPage()
  await customer.goto(cashier)
  await payAtCashier(customer)
  await customer.waitForURL('**/return/**')
  await expect(customer.getByRole('heading', { name: '投保成功' })).toBeVisible()
  await clean(customer, 'return, insured')

  await expect(page.getByText('平台确认已承保')).toBeVisible()
  await clean(page, 'order issued')
  await page.getByRole('button', { name: '申请开票' }).click()
  await page.getByRole('dialog').getByText('公司', { exact: true }).click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await clean(page, 'invoice dialog')
})

test('the developer pages pass axe, in both languages', async ({ page, portal }) => {
  test.slow()
  await page.goto(`${portal.url}/developers`)
  const links = await page.getByRole('navigation').getByRole('link').all()
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')))
  expect(paths).toContain('/developers/zh')
  for (const path of paths.filter((one) => one?.startsWith('/developers'))) {
    await page.goto(`${portal.url}${path}`)
    await clean(page, path ?? '')
  }
})

test('the platform’s own pages pass axe', async ({ staff, page, portal }) => {
  test.slow()
  await staff.prepare()
  await staff.fillSale()
  await page.goto(await staff.placeOrder())
  await clean(page, 'insure page')
  await page.getByLabel('我已阅读').check()
  await page.getByRole('button', { name: '立即投保' }).click()
  await expect(page.getByRole('button', { name: /确认支付/ })).toBeVisible()
  await clean(page, 'cashier')
  for (const path of ['/sandbox', '/sandbox/calls', '/sandbox/orders', '/sandbox/verify', '/sandbox/magic']) {
    await page.goto(portal.sandboxUrl + path)
    await clean(page, path)
  }
})
