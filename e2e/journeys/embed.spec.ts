import { Webhook } from 'standardwebhooks'
import { clean } from '../axe.ts'
import { payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { element, eventsOf, inFrame, lastError, names, order, prefill } from '../partner-site/tour-page.ts'

test('a tour site sells inside its page without cookies and storage, and gets the events', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill(), reference: 'BOOKING-2026-0815', resume: true }
  const page = await newPage()
  await page.addInitScript(`if (self !== top) for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(self, name, { get() { throw new DOMException('blocked', 'SecurityError') } })`)
  await page.goto(site.page(element(site, 'token-url="/aigobo-token"')))
  const frame = inFrame(page)
  await expect(frame.getByRole('radio', { name: /计划一/ })).toBeChecked()
  // Changing the look in between loses nothing.
  await page.evaluate("document.querySelector('aigobo-portal').setAttribute('accent', '#7a1f5c')")
  await expect(frame.getByRole('button', { name: '下一步' })).toHaveCSS(
    'background-color',
    'rgb(122, 31, 92)',
  )
  await expect(frame.getByRole('radio', { name: /计划一/ })).toBeChecked()
  expect((await names(page)).filter((name) => name === 'ready')).toHaveLength(1)
  const ask = <Value>(what: string) => page.frames().at(-1)?.evaluate<Value>(what)
  expect(await ask('document.cookie = "kept=1; SameSite=None; Secure"; document.cookie')).toBe('')
  await expect
    .poll(() => ask<number>('document.documentElement.scrollHeight - innerHeight'))
    .toBeLessThanOrEqual(0)
  await clean(page, 'embedded')

  await order(frame)
  await expect(frame.getByRole('link', { name: /^去支付/ })).toBeVisible()
  // Without storage, as after Back from the cashier: the server knows the unpaid order.
  const again = await newPage()
  await again.goto(page.url())
  const offered = inFrame(again)
  await expect(offered.getByText('这次行程已有一份未支付的投保单')).toBeVisible()
  await expect(offered.getByRole('link', { name: /^去支付/ })).toBeVisible()
  await clean(again, 'embedded, unpaid order')
  await offered.getByRole('button', { name: '另外投保' }).click()
  await expect(offered.getByRole('button', { name: '下一步' })).toBeVisible()
  await again.close()
  // The page is busy when the customer leaves, and still receives the event first.
  let leftAt = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('/pages/insure/')) leftAt ||= Date.now()
  })
  await frame.getByRole('link', { name: /^去支付/ }).focus()
  await Promise.all([
    page.evaluate('for (const end = Date.now() + 200; Date.now() < end; );'),
    page.keyboard.press('Enter'),
  ])
  await expect(page).toHaveURL(/localhost:\d+\/pages\/insure\//)
  await payAtCashier(page)
  await expect(page.getByRole('heading', { name: '投保成功' })).toBeVisible()
  await page.getByRole('link', { name: '返回湖畔旅行' }).click()
  await expect(page.getByRole('heading', { name: '谢谢您的预订' })).toBeVisible()

  const events = await eventsOf(page)
  const ordered = events.find(({ name }) => name === 'ordered')
  expect(ordered).toMatchObject({ version: 1, reference: 'BOOKING-2026-0815' })
  expect(events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ready', 'resize', 'step', 'ordered', 'handed-over']),
  )
  expect(events.find(({ name }) => name === 'handed-over')?.['at']).toBeLessThanOrEqual(leftAt)
  for (const secret of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile])
    expect(JSON.stringify(events)).not.toContain(secret)
  await expect.poll(() => site.received.map(({ body }) => body).join()).toContain('order.issued')
  for (const { headers, body } of site.received)
    expect(new Webhook(site.partner.webhookSecret).verify(body, headers)).toMatchObject({
      data: { order: ordered?.['order'], reference: 'BOOKING-2026-0815' },
    })

  await staff.page.goto(`${staff.portal.url}/admin/partners/${site.partner.id}`)
  await staff.page
    .getByRole('table', { name: '订单', exact: true })
    .getByRole('link', { name: '已承保' })
    .click()
  await staff.page.getByRole('link', { name: /李雷/ }).click()
  await expect(staff.page.getByText('BOOKING-2026-0815')).toBeVisible()
  await site.stop()
})

test('opens the cashier in a tab when the page may not be redirected, and the frame follows the order', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  const options = { partner: site.partner.id, token: site.token({ prefill: prefill() }) }
  const page = await newPage()
  await page.goto(
    site.page(
      `<button id="before">云南</button><script>
        const before = new Set(Object.keys(window))
        var AigoboPortal = window.AigoboPortal || []
        AigoboPortal.push(() => { throw new Error('another script') }, (portal) => { window.portal = portal.open(${JSON.stringify(options)}) })
        window.added = () => Object.keys(window).filter((name) => !before.has(name))
      </script>`,
      {
        'content-security-policy':
          'sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
      },
    ),
  )
  const dialog = page.getByRole('dialog', { name: '保险投保' })
  const frame = inFrame(page)
  await frame.getByText('计划一', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.evaluate('portal.show()')
  await expect(frame.getByRole('radio', { name: /计划一/ })).toBeChecked()
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement?.id')).not.toBe('before')
  }

  await order(frame)
  const [cashier] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.getByRole('link', { name: /^去支付/ }).click(),
  ])
  await payAtCashier(cashier)
  await cashier.close()
  await expect(frame.getByRole('heading', { name: '已支付' })).toBeVisible()
  const states = async () =>
    (await eventsOf(page)).filter(({ name }) => name === 'status').map(({ status }) => status)
  await expect.poll(async () => (await states()).at(-1)).toMatch(/^(paid|issued)$/)
  expect(await states()).toContain('unpaid')

  // Shown again before the browser reports that it closed.
  await page.evaluate('portal.close(); portal.show()')
  await expect(dialog).toBeVisible()
  await page.evaluate('portal.remove()')
  await expect.poll(() => page.frames().length).toBe(1)
  // A removed frame stays removed, even after a call to show it.
  await page.evaluate('portal.show()')
  await expect.poll(() => page.frames().length).toBe(1)
  expect(await page.evaluate("document.documentElement.hasAttribute('style')")).toBe(false)
  // The page declared its only global name itself.
  expect((await page.evaluate<string[]>('added()')).toSorted()).toEqual(['added', 'portal'])
  await site.stop()
})

test('a frame whose purchase opens nothing any more says so and begins another', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill(), reference: 'BOOKING-2026-0817' }
  const page = await newPage()
  await page.goto(site.page(element(site, 'token-url="/aigobo-token"')))
  const frame = inFrame(page)
  await order(frame)
  await expect(frame.getByRole('heading', { name: '投保单已受理，请支付' })).toBeVisible()
  const { items } = await staff.ask<{ items: { id: string }[] }>('GET', '/api/orders?limit=1')
  await staff.ask('POST', `/api/orders/${items[0]?.id}/own-link`, { renew: true })
  const gone = frame.getByRole('heading', { name: '这份投保单不能在这里继续了' })
  await expect(gone).toBeVisible({ timeout: 20_000 })
  expect(await lastError(page)).toBe('session-expired')
  await frame.getByRole('button', { name: '重新开始' }).click()
  await expect(frame.getByText('计划一', { exact: true })).toBeVisible()
  await expect(gone).toHaveCount(0)
  await site.stop()
})

test('the payment continues by a code or an address when the page may open nothing', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill(), origin: site.near, reference: 'BOOKING-2026-0816' }
  const page = await newPage()
  const sandbox = 'sandbox allow-scripts allow-same-origin allow-forms'
  const address = site.page(element(site, 'token-url="/aigobo-token"'), {
    'content-security-policy': sandbox,
  })
  await page.goto(address.replace(site.origin, site.near))
  const frame = inFrame(page)
  await order(frame)
  await expect(frame.getByRole('heading', { name: '投保单已受理，请支付' })).toBeVisible()
  // A reload, like Back from many cashiers, finds the order again and shows no order form.
  await page.reload()
  await expect(frame.getByRole('heading', { name: '投保单已受理，请支付' })).toBeVisible()
  await expect(frame.getByRole('button', { name: '另外投保' })).toBeVisible()
  // The kept bearer opens nothing any more: the portal offers the order that it knows.
  site.claims = { ...site.claims, resume: true }
  await page
    .frames()
    .at(-1)
    ?.evaluate(`for (const [key, kept] of Object.entries(sessionStorage))
    if (key.startsWith('ordered '))
      sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(kept), bearer: 'x'.repeat(32) }))`)
  await page.reload()
  await expect(frame.getByRole('heading', { name: '投保单已受理，请支付' })).toBeVisible()
  await frame.getByRole('link', { name: /^去支付/ }).click()
  await expect(frame.getByRole('img', { name: /二维码/ })).toBeVisible()
  await expect.poll(() => lastError(page)).toBe('navigation-blocked')
  await clean(page, 'embedded, nothing opens')
  await frame.getByRole('button', { name: '复制链接' }).click()
  const onPhone = await frame.getByRole('textbox', { name: '复制链接' }).inputValue()
  const phone = await newPage()
  await phone.goto(onPhone)
  await phone.getByRole('link', { name: /^去支付/ }).click()
  await payAtCashier(phone)
  await expect(frame.getByRole('heading', { name: '已支付' })).toBeVisible()
  await site.stop()
})
