import { DISCLOSURE } from '../../server-proxy/testing/disclosure.ts'
import { clean } from '../axe.ts'
import { passNotice, payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import { agree } from '../on-phone.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { small } from '../targets.ts'

test('large text and targets go from the link to the insured order, and the evidence says so', async ({
  staff,
  page,
  newPage,
}) => {
  test.slow()
  const memberId = await staff.prepare()
  await staff.ask('PUT', '/api/disclosure', DISCLOSURE)
  const link = { memberId, productCode: '200207', uses: 1, days: 7 }
  const { id, url } = await staff.ask<{ id: string; url: string }>('POST', '/api/links', link)
  await page.goto(`${staff.portal.url}/links/${id}`)
  await page.getByRole('checkbox', { name: '用大字版打开，适合年长的顾客' }).check()
  await expect(page.getByRole('textbox', { name: '链接' })).toHaveValue(`${url}?elder=1`)

  const phone = await newPage()
  await phone.setViewportSize({ width: 360, height: 740 })
  const call = phone.getByRole('link', { name: /打电话给/ }).first()
  const check = async (what: string, last = false) => {
    await expect(call).toBeVisible()
    await expect.poll(() => small(phone, 60, 18), what).toEqual([])
    await clean(phone, what)
    await phone.setViewportSize({ width: 360, height: 740 })
    if (!last) await expect(phone).toHaveURL(/elder=1/)
  }
  const next = () => phone.getByRole('button', { name: '下一步' }).click()
  await phone.goto(`${url}?elder=1`)
  await phone.getByText('计划一', { exact: true }).click()
  await check('product')
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
  await check('people')
  await next()
  await check('notice')
  await passNotice(phone)
  await agree(phone)
  await check('review')
  await phone.getByRole('button', { name: '标准版' }).click()
  await expect(phone).not.toHaveURL(/elder/)
  await phone.getByRole('button', { name: '大字版' }).click()
  await phone.getByRole('button', { name: '去支付' }).click()
  await payAtCashier(phone)
  await expect(phone.getByRole('heading', { name: '投保成功' })).toBeVisible()
  await check('return')
  await phone.getByRole('link', { name: '查看订单' }).click()
  await expect(phone.getByRole('heading', { name: '保单' })).toBeVisible()
  await check('order')
  await phone.getByRole('link', { name: '查询我的订单' }).click()
  await check('lookup')

  const { items } = await staff.ask<{ items: { id: string }[] }>('GET', '/api/orders?limit=1')
  await page.goto(`${staff.portal.url}/orders/${items[0]?.id}/evidence`)
  const story = page.getByRole('region', { name: '销售轨迹' })
  for (const words of ['大字版', '切换到标准版', '切换到大字版']) await expect(story).toContainText(words)
})

test('a browser that keeps nothing carries large text from page to page', async ({ staff, newPhone }) => {
  await staff.prepare()
  const phone = await newPhone()
  await phone.goto(`${staff.portal.url}/return/${'0'.repeat(32)}`)
  await phone.getByRole('button', { name: '大字版' }).click()
  await phone.getByRole('link', { name: '查询我的订单' }).first().click()
  await expect(phone).toHaveURL(/lookup\?elder=1/)
  await phone.reload()
  await expect(phone.locator('html')).toHaveAttribute('data-elder', '')
})

test('large text works in a partner’s frame without storage', async ({ staff, newPage }) => {
  await staff.ask('PUT', '/api/disclosure', DISCLOSURE)
  const site = await startPartnerSite(staff)
  const page = await newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.addInitScript(`if (self !== top) for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(self, name, { get() { throw new DOMException('blocked', 'SecurityError') } })`)
  await page.goto(
    site.page(
      `<aigobo-portal partner="${site.partner.id}" product="200207" token-url="/aigobo-token"></aigobo-portal>`,
    ),
  )
  const frame = page.frameLocator('aigobo-portal iframe:not([hidden])')
  await frame.getByRole('button', { name: '大字版' }).click()
  await expect(frame.getByRole('link', { name: /打电话给/ }).first()).toBeVisible()
  const inner = page.frames().at(-1)
  if (!inner) throw new Error('no frame')
  await expect.poll(() => small(inner, 60, 18)).toEqual([])
  await clean(page, 'frame in large text')
  await site.stop()
})
