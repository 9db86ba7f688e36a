import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import type { Staff } from '../staff.ts'

/** Pages with a first view: address and heading. */
async function viewedPages(staff: Staff): Promise<[string, string][]> {
  const placed = await staff.issuedOrder({ people: 2 })
  const memberId = await staff.prepare()
  const link = { memberId, productCode: '200207', uses: 1, days: 7 }
  const buy = await staff.ask<{ url: string }>('POST', '/api/links', link)
  const own = await staff.ask<{ url: string }>('POST', `/api/orders/${placed.id}/own-link`, {})
  return [
    [buy.url, '天安 “旅途无忧” 一日游'],
    [own.url, '投保成功'],
    [`${staff.portal.url}/login`, '登录'],
  ]
}

/** Sums up layout shifts, and keeps the heading that came with the document. */
const WATCHES = `
  globalThis.seen = { shifts: 0, heading: null }
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.shifts += entry.value)))
    .observe({ type: 'layout-shift', buffered: true })
  addEventListener('DOMContentLoaded', () => (seen.heading = document.querySelector('h1')))`

/** Script and console errors and policy violations so far. */
function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', ({ message }) => found.push(message))
  page.on('console', (line) => {
    if (line.type() === 'error') found.push(line.text())
  })
  return found
}

test('a page is readable before its app runs, and the app continues from it', async ({
  staff,
  newPhone,
  browser,
}) => {
  const pages = await viewedPages(staff)

  const scriptless = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })
  const reader = await scriptless.newPage()
  for (const [url, title] of pages) {
    await reader.goto(url)
    await expect(reader.getByRole('heading', { level: 1, name: title })).toBeVisible()
    // By its element: <noscript> content does not count as text.
    await expect(reader.locator('noscript > p')).toBeVisible()
    // Nothing is enabled that has no effect yet, and no input ends up in an address.
    await expect(reader.getByRole('button').first()).toBeDisabled()
  }
  await scriptless.close()

  const phone = await newPhone()
  const found = complaints(phone)
  await phone.addInitScript({ content: WATCHES })
  for (const [url, title] of pages)
    for (const address of [url, `${url}?lang=en`]) {
      await phone.goto(address)
      const controls = phone.getByRole('button')
      await expect(controls.first()).toBeEnabled()
      // The first paint reserves space for content that loads later.
      await phone.waitForLoadState('networkidle')
      if (address === url) await expect(phone.getByRole('heading', { level: 1 })).toHaveText(title)
      const seen = await phone.evaluate(
        "({ shifts: seen.shifts, kept: seen.heading === document.querySelector('h1') })",
      )
      expect(seen, address).toEqual({ shifts: 0, kept: true })
    }
  expect(found).toEqual([])
})

test('an app with missing files says so, and no other language flashes', async ({ staff, newPage }) => {
  const page = await newPage()
  const url = `${staff.portal.url}/login`
  await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
  await page.goto(url)
  await expect(page.getByRole('alert')).toContainText('请刷新')
  await expect(page.getByRole('button', { name: '登录' })).toBeDisabled()

  await page.evaluate("localStorage.setItem('language', 'en')")
  await page.reload()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('heading', { name: '登录' })).toBeHidden()
  await page.unrouteAll()
  // The script that starts the app fails to load once.
  await page.route(/\/assets\/early-[^/]*\.js$/, (route) => route.abort(), { times: 1 })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
})

test('a step in the history from a customer’s page back to one of staff opens it', async ({ staff }) => {
  const { page, portal } = staff
  await staff.prepare()
  await page.goto(`${portal.url}/lookup`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // As after a reload of a customer's page that a page of staff had led to.
  await page.evaluate(`history.replaceState(null, '', '/members'); history.pushState(null, '', '/lookup')`)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: '会员' })).toBeVisible()
})

test('an unknown address says so', async ({ staff }) => {
  await staff.page.goto(`${staff.portal.url}/no/such/page`)
  await expect(staff.page.getByRole('heading', { level: 1, name: '没有这个页面' })).toBeVisible()
})
