import { clean } from '../axe.ts'
import { payAtCashier, passNotice } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { agree, cleanOnPhone, fillIn, heading, makeLink } from '../on-phone.ts'

test('a link for several gives each customer a new address, and a revoked or unknown one says so', async ({
  staff,
  newPhone,
  portal,
}) => {
  const link = await makeLink(staff, { uses: 5 })
  const phone = await newPhone()
  await phone.goto(`${link.url}?lang=en`)
  await phone.getByText('计划一', { exact: true }).click()
  await phone.getByRole('button', { name: '3 days', exact: true }).click()
  await phone.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(phone, 'Who is travelling')).toBeVisible()
  expect(phone.url()).not.toContain(link.url.slice(-32))
  await phone.reload()
  await expect(heading(phone, 'Who is travelling')).toBeVisible()
  await phone.goBack()
  await expect(phone.getByRole('radio', { name: /计划一/ })).toBeChecked()

  await staff.ask('POST', `/api/links/${link.id}/revoke`, {})
  for (const address of [link.url, phone.url()]) {
    await phone.goto(address)
    await expect(heading(phone, /购买链接已停用|no longer active/)).toBeVisible()
  }
  await cleanOnPhone(phone, 'revoked')
  await phone.goto(`${portal.url}/buy/${'x'.repeat(32)}`)
  await expect(heading(phone, '没有找到这个购买链接')).toBeVisible()
  await cleanOnPhone(phone, 'unknown link')
  await phone.getByRole('main').getByRole('link', { name: '查询我的订单' }).click()
  await expect(phone.getByLabel('订单号')).toBeVisible()
})

test('a link for several finds what this browser began and bought by it, and sells another', async ({
  staff,
  newPage,
}) => {
  const link = await makeLink(staff, { uses: 5 })
  const page = await newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(link.url)
  await fillIn(page)
  await expect(page.getByText('已保存')).toBeVisible()
  const own = page.url()
  await page.goto(link.url)
  await expect(heading(page, '您上次还没有填完')).toBeVisible()
  await cleanOnPhone(page, 'unfinished purchase found again')
  await page.getByRole('button', { name: '接着填' }).click()
  await passNotice(page)
  await expect(heading(page, '核对并确认')).toBeVisible()
  expect(page.url()).toBe(own)
  await agree(page)
  await page.getByRole('button', { name: '去支付' }).click()
  await payAtCashier(page)
  await expect(page.getByRole('heading', { name: '投保成功' })).toBeVisible()

  await page.goto(link.url)
  await expect(heading(page, '您已经买过了')).toBeVisible()
  await expect(page.getByRole('link', { name: '查看订单' })).toHaveAttribute('href', /\/return\//)
  await cleanOnPhone(page, 'already bought')
  await page.getByRole('button', { name: '再买一份' }).click()
  await expect(page.getByText('计划一', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: '下一步' })).toBeVisible()
  await expect(heading(page, '您已经买过了')).toHaveCount(0)
})

test('a customer asks for a link that is over, and the same page opens when staff renew it', async ({
  staff,
  page,
  newPhone,
}) => {
  const link = await makeLink(staff, { title: '大堂海报', uses: 5 })
  await staff.ask('POST', `/api/links/${link.id}/revoke`, {})
  const phone = await newPhone()
  await phone.goto(link.url)
  await phone.getByRole('button', { name: '请商家重新开放' }).click()
  await expect(phone.getByText(/^已告知/)).toBeVisible()
  await cleanOnPhone(phone, 'asked for a link')
  await page.goto(`${staff.portal.url}/desk`)
  const row = page.getByRole('listitem', { name: '客户请求重新开放链接，大堂海报' })
  await expect(row).toBeVisible()
  await clean(page, 'desk with a link that was asked for')
  await row.getByRole('button', { name: '再开放 7 天' }).click()
  await expect(row).toHaveCount(0)
  await expect(phone.getByText('计划一', { exact: true })).toBeVisible({ timeout: 20_000 })
})

test('a link is copied from its row without opening it', async ({ staff, page, portal }) => {
  const { url } = await makeLink(staff, { title: '黄山两日游' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${portal.url}/links`)
  const row = page.getByRole('row', { name: /黄山两日游/ })
  await row.getByRole('button', { name: '复制链接' }).click()
  await expect(row.getByRole('button', { name: '已复制' })).toBeVisible()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(url)
  expect(new URL(page.url()).pathname).toBe('/links')
})

test('on a phone, a link’s row shows its QR code, and the link is copied from there', async ({
  staff,
  page,
  portal,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await makeLink(staff, { title: '普陀一日游' })
  await page.goto(`${portal.url}/links`)
  const row = page.getByRole('row', { name: /普陀一日游/ })
  await expect(row).toContainText('还没人打开')
  await expect(row.getByRole('button', { name: '复制链接' })).toBeInViewport({ ratio: 1 })
  await row.getByRole('button', { name: '显示二维码' }).click()
  const dialog = page.getByRole('dialog', { name: '普陀一日游' })
  await expect(dialog.getByRole('img', { name: '链接的二维码' })).toBeVisible()
  await clean(page, 'QR code of a link')
  await dialog.getByRole('button', { name: '复制链接' }).click()
  await expect(dialog.getByRole('button', { name: '已复制' }).or(dialog.getByRole('textbox'))).toBeVisible()
})

test('a search that has not seen every link says so, and continues', async ({ staff, page, portal }) => {
  await makeLink(staff, { title: '大堂海报' })
  // The answer of a portal with thousands of newer links.
  await page.route('**/api/links?*q=*', async (route) => {
    const isFirst = !new URL(route.request().url()).searchParams.get('cursor')
    if (isFirst) return route.fulfill({ json: { items: [], nextCursor: 'older' } })
    const all = await page.request.get(`${portal.url}/api/links`)
    await route.fulfill({ response: all })
  })
  await page.goto(`${portal.url}/links`)
  const search = page.getByRole('search', { name: '投保人、产品、团号或备注' })
  await search.getByRole('searchbox').fill('大堂')
  await search.getByRole('button').click()
  await expect(page.getByText('更早的还没有查')).toBeVisible()
  await expect(page.getByText('没有符合条件的链接')).toHaveCount(0)
  await page.getByRole('button', { name: '继续查更早的' }).click()
  await expect(page.getByRole('row', { name: /大堂海报/ }).first()).toBeVisible()
})
