import { expect, test } from '../fixtures.ts'
import { makeLink } from '../on-phone.ts'

/** Labels of the platform; names of people, companies and products are not translated. */
const LABELS =
  /身份证|护照|[>\s]男|[>\s]女|待支付|未支付|已支付|支付成功|投保中|未投保|已投保|投保成功|已承保|已生效|保障中|退保中|已退保|法定受益人|订单不存在/

test('the English pages show no untranslated label of the platform', async ({ staff }) => {
  const { page, portal } = staff
  const placed = await staff.issuedOrder()
  const { url: own } = await staff.ask<{ url: string }>('POST', `/api/orders/${placed.id}/own-link`, {})
  await page.addInitScript(() => localStorage.setItem('language', 'en'))
  // Narrower pages leave out the relation.
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.goto(`${portal.url}/orders/${placed.id}`)
  const people = page.getByRole('region', { name: 'People and policies' })
  await expect(people.getByText(/Resident ID/).first()).toBeVisible()
  await expect(people.getByRole('cell', { name: /^P\d+/ }).first()).toBeVisible()
  await expect(people.getByRole('cell', { name: 'Self', exact: true }).first()).toBeVisible()
  await expect(page.getByText('Legal heirs')).toBeVisible()
  await expect(page.getByText('Each policy may get its own invoice')).toBeVisible()
  for (const path of [`/orders/${placed.id}`, '/orders', '/policies', '/invoices', '/desk']) {
    await page.goto(portal.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(LABELS)
  }
  await page.goto(own)
  await expect(page.getByText(/Resident ID/).first()).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(LABELS)
})

test('no English staff page is wider than 360 px', async ({ staff }) => {
  const { page, portal } = staff
  const placed = await staff.issuedOrder()
  await page.addInitScript(() => localStorage.setItem('language', 'en'))
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of [`/orders/${placed.id}`, '/orders', '/policies', '/invoices', '/desk', '/sell']) {
    await page.goto(portal.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360])
    expect([path, await page.evaluate(CUT_PROMPTS)]).toEqual([path, []])
  }
})

test('on a phone the price of a purchase does not lie under the button', async ({ staff, newPhone }) => {
  const phone = await newPhone()
  const { url } = await makeLink(staff)
  await phone.goto(`${url}?lang=en`)
  await phone.getByText('计划一', { exact: true }).click()
  const price = phone.locator('[data-bottom-bar] strong')
  await expect(price).toHaveText(/per person/)
  // The text's own width: an inline box ends where its text does.
  const [text, button] = [
    await price.boundingBox(),
    await phone.getByRole('button', { name: 'Continue' }).boundingBox(),
  ]
  expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0)
})

/** The order search of every page, if its prompt is wider than the field. Lists have longer ones. */
const CUT_PROMPTS = `(() => {
  const ink = document.createElement('canvas').getContext('2d')
  return [...document.querySelectorAll('input[placeholder="Find orders"]')].flatMap((field) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(field)
    ink.font = font
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    return field.checkVisibility() && ink.measureText(field.placeholder).width > room ? field.placeholder : []
  })
})()`
