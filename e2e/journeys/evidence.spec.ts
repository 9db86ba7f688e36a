import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { clean } from '../axe.ts'
import { checkAll, passNotice, payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { focusIsKept } from '../focus.ts'
import { LI_LEI } from '../li-lei.ts'
import { watchFromDisk } from '../watch-from-disk.ts'

test('staff see a phone sale page by page, and its file detects one altered byte', async ({
  staff,
  page,
  newPhone,
  browser,
}, info) => {
  const memberId = await staff.prepare()
  await staff.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '旅行保险条款',
    version: '2026-1',
    content: '# 第一条\n\n保险责任。',
  })
  const link = { memberId, productCode: '200207', uses: 1, days: 7 }
  const { url } = await staff.ask<{ url: string }>('POST', '/api/links', link)
  const phone = await newPhone()
  const next = () => phone.getByRole('button', { name: '下一步' }).click()
  const early: string[] = []
  phone.on('request', (request) => void (request.url().endsWith('/recording') && early.push(request.url())))
  await phone.goto(url)
  // Nothing is sent before the purchase begins.
  await expect.poll(() => phone.evaluate(() => performance.getEntriesByName('recording').length)).toBe(1)
  expect(early).toEqual([])
  const touched = Date.now()
  await phone.getByText('计划一', { exact: true }).click()
  await phone.getByRole('button', { name: '旅行保险条款' }).click()
  await phone.getByRole('button', { name: '读完了' }).click()
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
  await next()
  await passNotice(phone)
  await checkAll(phone.getByRole('group', { name: '确认与同意' }))
  await phone.getByRole('button', { name: '去支付' }).click()
  await expect(phone).toHaveURL(/\/pages\/insure\//)
  await payAtCashier(phone)
  await expect(phone.getByRole('heading', { name: '投保成功' })).toBeVisible()

  await page.goto(`${staff.portal.url}/orders`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.locator('summary').filter({ hasText: '更多操作' }).click()
  await page.getByRole('link', { name: '销售过程' }).click()
  await expect(page.getByText(/记录完整，共 \d+ 条/)).toBeVisible()
  await expect(page.getByText('所选计划 计划一')).toBeVisible()
  const story = page.getByRole('region', { name: '销售轨迹' })
  // The last page reports itself a moment after it is shown.
  await expect(async () => {
    await page.reload()
    await expect(story).toContainText('进入「支付返回页」', { timeout: 2_000 })
  }).toPass()
  for (const words of [
    '打开文件《旅行保险条款》',
    '进入「出行人」',
    '进入「投保提示」',
    '我已阅读投保提示',
    '进入「核对并确认」',
    '勾选：我已阅读并同意《旅行保险条款》',
    '按「去支付」',
    '前往平台收银台',
  ])
    await expect(story).toContainText(words)
  await expect(story).not.toContainText('缺少')
  await expect(page.getByRole('region', { name: '同意的内容' })).toContainText('以上信息真实')
  await expect(page.getByRole('table', { name: '出示的文件' })).toContainText(/旅行保险条款.*2026-1.*读了/)
  for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile])
    await expect(page.getByRole('main')).not.toContainText(personal)
  await clean(page, 'evidence')

  // The phone's upload, unpacked: the page as it was, without people.
  const orderId = /orders\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const { pieces } = await staff.ask<{ pieces: { content: string }[] }>(
    'POST',
    `/api/orders/${orderId}/evidence/replay`,
    {},
  )
  const recorded = pieces
    .map(({ content }) => gunzipSync(Buffer.from(content, 'base64')).toString())
    .join('\n')
  const [first = 0] = [...recorded.matchAll(/"type":2,.*?"timestamp":(\d+)/g)].map(([, at]) => Number(at))
  expect(first, 'from before the first touch').toBeLessThan(touched)
  for (const shown of ['核对并确认', '以上信息真实', '保障期间']) expect(recorded).toContain(shown)
  for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile, '1990-03-07', url.slice(-32)])
    expect(recorded, 'masked on the phone').not.toContain(personal)
  expect(recorded, 'no way to the cashier').not.toContain('/pages/insure/')

  // A recording comes from an untrusted browser: this one would make the manager's browser send requests.
  const lure = '/api/orders/export'
  const node = (id: number, tagName: string, attributes: object, childNodes: object[] = []) => ({
    type: 2,
    id,
    tagName,
    attributes,
    childNodes,
  })
  const crafted = [
    { type: 4, timestamp: Date.now(), data: { href: 'http://x.example', width: 360, height: 640 } },
    {
      type: 2,
      timestamp: Date.now() + 1,
      data: {
        node: {
          type: 0,
          id: 1,
          childNodes: [
            node(2, 'html', {}, [
              node(3, 'head', {}, [node(4, 'link', { rel: 'stylesheet', href: lure })]),
              node(5, 'body', { style: `background: url(${lure})` }, [
                node(6, 'img', { src: lure }),
                node(7, 'iframe', { src: lure }),
                { type: 3, id: 8, textContent: '假的录像' },
              ]),
            ]),
          ],
        },
        initialOffset: { top: 0, left: 0 },
      },
    },
  ]
  const sent = await staff.page.request.post(`${staff.portal.url}/api/purchase/recording`, {
    headers: { authorization: `Bearer ${url.slice(-32)}` },
    data: {
      visit: 'crafted-by-a-stranger',
      piece: 1,
      packed: false,
      content: Buffer.from(JSON.stringify(crafted)).toString('base64'),
    },
  })
  expect(sent.status()).toBe(200)
  const lured: string[] = []
  page.on('request', (request) => void (request.url().includes(lure) && lured.push(request.url())))

  await page.getByRole('link', { name: '回放' }).click()
  await expect(page.getByText('所选计划 计划一')).toBeVisible()
  await page.getByRole('button', { name: '开始回放' }).click()
  const player = page.getByRole('region', { name: '录像' })
  await expect(player.getByRole('button', { name: '播放' })).toBeVisible()
  await focusIsKept(page)
  const shown = page.frameLocator('iframe').locator('body')
  await expect(shown).toContainText('查询我的订单')
  await expect(shown).not.toContainText(LI_LEI.name)
  // The recorded page uses its own styles, not the browser's.
  await expect(shown).toHaveCSS('margin-top', '0px')
  const position = player.getByRole('slider', { name: '位置' })
  await position.press('End')
  await expect(position).toHaveAttribute('aria-valuetext', /^(\d+:\d\d) \/ \1$/)
  await position.press('Home')
  await expect(position).toHaveValue('0')
  await player.getByLabel('速度').selectOption({ label: '2 倍' })
  await player.getByRole('button', { name: '播放' }).press('Enter')
  await expect(position).not.toHaveValue('0')
  await clean(page, 'replay')
  await page.getByRole('group', { name: '打开页面的各次' }).getByRole('button').last().click()
  await expect(page.frameLocator('iframe').locator('body')).toContainText('假的录像')
  expect(lured).toEqual([])
  await page.getByRole('link', { name: '返回销售过程' }).click()

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出可播放的网页' }).click()
  const playable = info.outputPath('sale.html')
  await (await coming).saveAs(playable)
  const inside = info.outputPath('inside.evidence')
  await watchFromDisk(browser, playable, inside)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出证据文件' }).click()
  const path = info.outputPath('whole.evidence')
  await (await download).saveAs(path)

  await page.getByRole('button', { name: '下载附件' }).click()
  const dialog = page.getByRole('dialog', { name: '下载附件' })
  await clean(page, 'annex')
  await dialog.getByRole('button', { name: '下载' }).click()
  await expect(dialog).toContainText('请选择原因')
  await dialog.getByLabel('原因').selectOption({ label: '处理投诉' })
  const annexed = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '下载' }).click()
  const annexPath = info.outputPath('annex.json')
  await (await annexed).saveAs(annexPath)
  const annex = await readFile(annexPath)
  const sha256 = createHash('sha256').update(annex).digest('hex')
  await expect(page.getByRole('region', { name: '投保附件' })).toContainText(sha256)
  expect((await readFile(path)).toString(), 'the signed file names the annex').toContain(sha256)
  expect(JSON.parse(annex.toString())).toMatchObject({
    application: { holder: { cardNo: LI_LEI.cardNo } },
    shown: { plans: [{ planName: '计划一' }, {}], price: { each: expect.any(Number) } },
    filledBy: { 'holder.cardNo': 'customer' },
  })
  await page.getByRole('link', { name: '核验证据文件' }).click()
  const file = page.getByLabel('选择文件', { exact: true }).and(page.locator('input'))
  await file.setInputFiles(path)
  await expect(page.getByText('文件完好')).toBeVisible()
  const annexFile = page.getByLabel('核对投保附件')
  await annexFile.setInputFiles(playable)
  await expect(page.getByText('投保附件被改动过，或属于另一单')).toBeVisible()
  await annexFile.setInputFiles(annexPath)
  await expect(page.getByText('投保附件完好，属于这份文件')).toBeVisible()
  await clean(page, 'evidence, checked')
  const bytes = await readFile(path)
  const place = Math.floor(bytes.length / 2)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  const altered = info.outputPath('altered.evidence')
  await writeFile(altered, bytes)
  await file.setInputFiles(altered)
  await expect(page.getByText('文件被改动过')).toBeVisible()
  // The page and the file that was saved out of it are as good.
  for (const other of [playable, inside]) {
    await file.setInputFiles(other)
    await expect(page.getByText('文件完好')).toBeVisible()
    await file.setInputFiles(altered)
    await expect(page.getByText('文件被改动过')).toBeVisible()
  }
})
