import type { FrameLocator, Page } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { clean } from '../axe.ts'
import { expect, LI_LEI, passNotice, payAtCashier, test } from '../fixtures.ts'
import { type PartnerSite, startPartnerSite, type EmbedEvent } from '../partner-site/partner-site.ts'

const day = (ahead: number) =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
/** What a partner's server knows: the tour's days, and the person who booked. */
const prefill = () => ({
  startDate: day(3),
  endDate: day(5),
  holder: { ...LI_LEI },
  insured: [{ ...LI_LEI, relation: 'self' }],
})
const inFrame = (page: Page) => page.frameLocator('aigobo-portal iframe:not([hidden])')
const element = ({ partner }: PartnerSite, more = '') =>
  `<aigobo-portal partner="${partner.id}" product="200207" plan="30543" ${more}></aigobo-portal>`
const eventsOf = (page: Page) =>
  page.evaluate<EmbedEvent[]>('JSON.parse(sessionStorage.getItem("events") ?? "[]")')
const lastError = async (page: Page) => (await eventsOf(page)).findLast(({ name }) => name === 'error')?.code
const names = async (page: Page) => (await eventsOf(page)).map(({ name }) => name)

/** From the plan, with everything else prefilled by the partner, to the order button. */
async function order(frame: FrameLocator): Promise<void> {
  await frame.getByRole('button', { name: '下一步' }).click()
  await passNotice(frame)
  await expect(frame.getByRole('heading', { name: '核对并确认' })).toBeVisible()
  for (const box of await frame.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.check()
  await frame.getByRole('button', { name: '去支付' }).click()
}

test('a tour site sells inside its page without cookies and storage, and gets the events', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill() }
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
  // The page is busy while it is left, and still gets the event before.
  let leftAt = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('/pages/insure/')) leftAt ||= Date.now()
  })
  await frame.getByRole('link', { name: /^去支付|^去收银台/ }).focus()
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
  expect(ordered).toMatchObject({ version: 1, reference: 'TOUR-2026-001' })
  expect(events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ready', 'resize', 'step', 'ordered', 'handed-over']),
  )
  expect(events.find(({ name }) => name === 'handed-over')?.['at']).toBeLessThanOrEqual(leftAt)
  for (const secret of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile])
    expect(JSON.stringify(events)).not.toContain(secret)
  await expect.poll(() => site.received.map(({ body }) => body).join()).toContain('order.issued')
  for (const { headers, body } of site.received)
    expect(new Webhook(site.partner.webhookSecret).verify(body, headers)).toMatchObject({
      data: { order: ordered?.['order'], reference: 'TOUR-2026-001' },
    })

  await staff.page.goto(`${staff.portal.url}/admin/partners/${site.partner.id}`)
  await staff.page
    .getByRole('table', { name: '订单', exact: true })
    .getByRole('link', { name: '已承保' })
    .click()
  await staff.page.getByRole('link', { name: /李雷/ }).click()
  await expect(staff.page.getByText('TOUR-2026-001')).toBeVisible()
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
    frame.getByRole('link', { name: /^去支付|^去收银台/ }).click(),
  ])
  await payAtCashier(cashier)
  await cashier.close()
  await expect(frame.getByRole('heading', { name: '已付款' })).toBeVisible()
  const states = async () =>
    (await eventsOf(page)).filter(({ name }) => name === 'status').map(({ status }) => status)
  await expect.poll(async () => (await states()).at(-1)).toMatch(/^(paid|issued)$/)
  expect(await states()).toContain('unpaid')

  // Shown again before the browser reports that it closed.
  await page.evaluate('portal.close(); portal.show()')
  await expect(dialog).toBeVisible()
  await page.evaluate('portal.remove()')
  await expect.poll(() => page.frames().length).toBe(1)
  // A removed frame stays removed, even when it is told to show.
  await page.evaluate('portal.show()')
  await expect.poll(() => page.frames().length).toBe(1)
  expect(await page.evaluate("document.documentElement.hasAttribute('style')")).toBe(false)
  // The page declared its only global name itself.
  expect((await page.evaluate<string[]>('added()')).toSorted()).toEqual(['added', 'portal'])
  await site.stop()
})

test('the payment continues by a code or an address when the page may open nothing', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill(), origin: site.near }
  const page = await newPage()
  const sandbox = 'sandbox allow-scripts allow-same-origin allow-forms'
  const address = site.page(element(site, 'token-url="/aigobo-token"'), {
    'content-security-policy': sandbox,
  })
  await page.goto(address.replace(site.origin, site.near))
  const frame = inFrame(page)
  await order(frame)
  await expect(frame.getByRole('heading', { name: '投保单已受理，请付款' })).toBeVisible()
  // After a reload, like Back from many cashiers, the order is found again without a form to order once more.
  await page.reload()
  await expect(frame.getByRole('heading', { name: '投保单已受理，请付款' })).toBeVisible()
  await expect(frame.getByRole('button', { name: '另外投保' })).toBeVisible()
  await frame.getByRole('link', { name: /^去支付|^去收银台/ }).click()
  await expect(frame.getByRole('img', { name: /二维码/ })).toBeVisible()
  await expect.poll(() => lastError(page)).toBe('navigation-blocked')
  await clean(page, 'embedded, nothing opens')
  await frame.getByRole('button', { name: '复制链接' }).click()
  const onPhone = await frame.getByRole('textbox', { name: '复制链接' }).inputValue()
  const phone = await newPage()
  await phone.goto(onPhone)
  await phone.getByRole('link', { name: /^去付款/ }).click()
  await payAtCashier(phone)
  await expect(frame.getByRole('heading', { name: '已付款' })).toBeVisible()
  await site.stop()
})

test('ignores messages of others, and no other page can frame it', async ({ staff, newPage }) => {
  const site = await startPartnerSite(staff)
  const evil = site.origin.replace('localhost', 'partner.com.evil.example')
  const forged = site.page(`<script>
    setInterval(() => {
      for (const message of [{ type: 'ready' }, { type: 'ordered', order: 'forged' }, { type: 'close' }])
        parent.postMessage({ aigobo: 1, ...message }, '*')
      for (let n = 0; n < parent.frames.length; n++)
        for (const message of [{ type: 'hello' }, { type: 'token', token: '${site.token()}' }])
          parent.frames[n].postMessage({ aigobo: 1, ...message }, '*')
    }, 50)
  </script>`)
  const page = await newPage()
  await page.goto(site.page(`<iframe src="${forged.replace(site.origin, evil)}"></iframe>${element(site)}`))
  await expect(inFrame(page).getByRole('heading', { name: '正在等网站确认' })).toBeVisible()
  expect(await names(page)).not.toContain('ordered')

  const thief = await newPage()
  await thief.goto(site.page(element(site)).replace(site.origin, evil))
  await expect.poll(() => thief.frames().at(-1)?.url()).toBe('chrome-error://chromewebdata/')
  expect(await names(thief)).toEqual([])
  await expect.poll(() => lastError(thief)).toBe('origin-not-allowed')
  await site.stop()
})

test('serves two partners in one browser, and a fresh token continues after a refused one', async ({
  staff,
  newPage,
}) => {
  const [one, two] = [await startPartnerSite(staff), await startPartnerSite(staff, { name: '远山旅行' })]
  const page = await newPage()
  await page.goto(two.page(element(two, `token="${one.token()}"`)))
  await expect(inFrame(page).getByText('这个网页不在合作网站登记的来源里')).toBeVisible()
  await expect.poll(() => lastError(page)).toBe('origin-not-allowed')

  const other = await page.context().newPage()
  const spent = one.token()
  await other.goto(one.page(element(one, `token="${spent}"`)))
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()
  await other.goto(one.page(element(one, `token="${spent}" token-url="/aigobo-token"`)))
  await expect(inFrame(other).getByText('凭证已用过')).toBeVisible()
  await inFrame(other).getByRole('button', { name: '再试一次' }).click()
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()

  // A moved element restarts with a fresh token, fetched or requested.
  const move = "document.querySelector('h1').before(document.querySelector('aigobo-portal'))"
  await other.evaluate(move)
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()
  await other.goto(one.page(element(one, `token="${one.token()}"`)))
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()
  await other.evaluate(move)
  await expect.poll(() => lastError(other)).toBe('token-used')
  await other.evaluate(`document.querySelector('aigobo-portal').token = '${one.token()}'`)
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()

  // The first partner's purchase is open in one tab while the second one's opens in another.
  await page.goto(two.page(element(two, 'token-url="/aigobo-token" accent="#7a1f5c" language="en"')))
  await expect(inFrame(page).getByRole('button', { name: 'Continue' })).toHaveCSS(
    'background-color',
    'rgb(122, 31, 92)',
  )
  // Another language loses nothing; a disabled partner ends at the customer's next request.
  await inFrame(page).getByText('计划一', { exact: true }).click()
  await page.evaluate("document.querySelector('aigobo-portal').language = 'zh'")
  await expect(inFrame(page).getByRole('button', { name: '下一步' })).toBeVisible()
  await expect(inFrame(page).getByRole('radio', { name: /计划一/ })).toBeChecked()
  // Only a valid screen sends a request.
  await inFrame(page).getByRole('button', { name: '3 天', exact: true }).click()
  await staff.ask('POST', `/api/partners/${two.partner.id}/disabled`, { disabled: true })
  await inFrame(page).getByRole('button', { name: '下一步' }).click()
  await expect(inFrame(page).getByRole('heading', { name: '合作网站未登记或已停用' })).toBeVisible()
  expect((await eventsOf(page)).filter(({ name }) => name === 'ready')).toHaveLength(1)
  await expect.poll(() => lastError(page)).toBe('partner-disabled')
  await one.stop()
  await two.stop()
})

test('a partner without a licence informs and hands over, and a frame without an origin says so', async ({
  staff,
  newPage,
}) => {
  const site = await startPartnerSite(staff, { licensed: false })
  const memberId = await staff.prepare()
  await staff.ask('POST', '/api/links', {
    kind: 'public',
    memberId,
    productCode: '200207',
    uses: null,
    days: null,
  })
  const page = await newPage()
  await page.goto(site.page(element(site)))
  await expect(inFrame(page).getByText('销售 苏州湖畔旅行社有限公司')).toBeVisible()
  await expect(inFrame(page).getByRole('textbox')).toHaveCount(0)
  await clean(page, 'information card')
  await inFrame(page).getByRole('link', { name: '前往投保' }).click()
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/buy\/[\w-]{32}\?partner=/)

  // With a token the purchase is attributed to the site, with the tour's days and without the people.
  site.claims = { prefill: prefill() }
  await page.goto(site.page(element(site, 'mode="card" token-url="/aigobo-token"')))
  const way = inFrame(page).getByRole('link', { name: '前往投保' })
  await expect(way).toHaveAttribute('href', /^\/buy\/[\w-]{100,}$/)
  await way.click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('button', { name: '下一步' })).toBeVisible()
  await expect(page.getByText('李雷')).toHaveCount(0)

  await page.goto(
    site.page(
      `<iframe title="x" sandbox="allow-scripts" src="${staff.portal.url}/embed?partner=${site.partner.id}"></iframe>`,
    ),
  )
  await expect(page.frameLocator('iframe').getByText(/allow-same-origin/)).toBeVisible()
  await site.stop()
})
