import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { type Browser, expect } from '@playwright/test'
import { clean } from './axe.ts'
import { LI_LEI } from './li-lei.ts'

/**
 * Opens an exported page from disk in a browser without a network, plays its recordings, and saves the signed file inside
 * to `saveAs`.
 */
export async function watchFromDisk(browser: Browser, path: string, saveAs: string): Promise<void> {
  const context = await browser.newContext({
    offline: true,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    colorScheme: 'dark',
  })
  const page = await context.newPage()
  const own = pathToFileURL(path).href
  const asked: string[] = []
  const failed: string[] = []
  page.on('request', (request) => void (request.url() !== own && asked.push(request.url())))
  page.on('pageerror', (error) => void failed.push(error.message))
  await page.goto(own)
  await expect(page.getByText('证据是其中签名的文件')).toBeVisible()
  await expect(page.getByText('所选计划 计划一')).toBeVisible()
  await expect(page.getByRole('region', { name: '销售轨迹' })).toContainText('按「去支付」')

  await expect(page.getByRole('region', { name: '同意的内容' })).toContainText('请如实填写')

  const player = page.getByRole('region', { name: '录像' })
  const position = player.getByRole('slider', { name: '位置' })
  const shown = page.frameLocator('iframe').locator('body')
  await expect(shown).toContainText('查询我的订单')
  // The recorded page uses its own styles, not the browser's.
  await expect(shown).toHaveCSS('margin-top', '0px')
  // It keeps the look that the customer saw, and fits the window.
  await expect(shown).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await page.setViewportSize({ width: 360, height: 740 })
  await expect.poll(async () => (await player.locator('iframe').boundingBox())?.width).toBeLessThan(330)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await player.getByRole('button', { name: '播放' }).press('Enter')
  await expect(position).not.toHaveValue('0')
  await position.press('End')
  await expect(position).toHaveAttribute('aria-valuetext', /^(\d+:\d\d) \/ \1$/)
  await expect(page.locator('body')).not.toContainText(LI_LEI.name)
  await expect(shown).not.toContainText(LI_LEI.name)
  await clean(page, 'viewer')

  // The one that a stranger sent: it shows its words and loads nothing.
  await page.getByRole('group', { name: '打开页面的各次' }).getByRole('button').last().click()
  await expect(page.frameLocator('iframe').locator('body')).toContainText('假的录像')
  await page.getByText('English', { exact: true }).click()
  await expect(page.getByText('The evidence is the signed file inside')).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the signed file' }).click()
  await (await download).saveAs(saveAs)
  expect((await readFile(saveAs, 'utf8')).startsWith('{"format":"aigobo-evidence 1"')).toBe(true)
  // A blob is the page's own.
  expect(asked.filter((url) => !/^(blob|data|about):/.test(url))).toEqual([])
  expect(failed).toEqual([])
  await context.close()
}
