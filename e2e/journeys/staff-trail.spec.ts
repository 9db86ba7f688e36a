import { readFile } from 'node:fs/promises'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

test('a manager sees how staff filled in an order, and exports it as a genuine file', async ({
  staff,
  page,
}, info) => {
  await staff.prepare()
  await staff.fillSale()
  await page.getByRole('radio', { name: '电话', exact: true }).check({ force: true })
  await staff.placeOrder()
  await page.getByRole('link', { name: '查看订单' }).click()
  await expect(page.getByRole('region', { name: '操作记录' })).toContainText('向投保人说明并取得确认：电话')
  await page.locator('summary').filter({ hasText: '更多操作' }).click()
  await page.getByRole('link', { name: '销售过程' }).click()

  await expect(page.getByText(/记录完整，共 \d+ 条/)).toBeVisible()
  await expect(page.getByText('这一单由员工录入')).toBeVisible()
  const story = page.getByRole('region', { name: '销售轨迹' })
  for (const words of [
    /录入 .+ 投保单/,
    '草稿始于',
    '全部内容：手工录入',
    /向投保人说明保障内容、责任免除、如实告知和退保，并取得确认：电话/,
    '提交投保单',
  ])
    await expect(story).toContainText(words)
  for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile])
    await expect(page.getByRole('main')).not.toContainText(personal)
  await expect(page.getByRole('link', { name: '回放' })).toBeHidden()
  await clean(page, 'staff-trail')

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出证据文件' }).click()
  const path = info.outputPath('sale.evidence')
  await (await download).saveAs(path)
  expect(await readFile(path, 'utf8')).toContain('"kind":"filled"')
  await page.goto(`${staff.portal.url}/evidence`)
  await page.locator('input[type=file]').setInputFiles(path)
  await expect(page.getByText('文件完好，由本系统签名，未被改动')).toBeVisible()
})
