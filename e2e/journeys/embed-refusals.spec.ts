import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { element, eventsOf, inFrame, lastError, names, prefill } from '../partner-site/tour-page.ts'

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
  await expect(inFrame(page).getByText('这个网页不提供投保，请联系该网站的客服')).toBeVisible()
  await expect.poll(() => lastError(page)).toBe('origin-not-allowed')

  const other = await page.context().newPage()
  const spent = one.token()
  await other.goto(one.page(element(one, `token="${spent}"`)))
  await expect(inFrame(other).getByRole('button', { name: '下一步' })).toBeVisible()
  await other.goto(one.page(element(one, `token="${spent}" token-url="/aigobo-token"`)))
  await expect(inFrame(other).getByText('页面已经打开过一次，请刷新')).toBeVisible()
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
