import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'

function pdf(pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false })
  for (let page = 1; page <= pages; page++) document.addPage().fontSize(40).text(`Clause ${page}`)
  document.end()
  return buffer(document)
}

test('an administrator adds the insurer’s PDF, and a customer reads it in the page on a phone', async ({
  staff,
  page,
  newPhone,
}) => {
  const memberId = await staff.prepare('13800138000', '200618')
  await page.goto(`${staff.portal.url}/products/200618`)
  await page.getByRole('button', { name: '添加文件' }).click()
  const form = page.getByRole('dialog', { name: '添加文件' })
  const choose = form.getByLabel('保险公司的 PDF')
  await form.getByRole('button', { name: '发布' }).click()
  await expect(form.getByText('请填写此项')).toHaveCount(3)
  await choose.setInputFiles({ name: 'terms.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') })
  await expect(form.getByText('这不是 PDF 文件，请重新选择')).toBeVisible()
  const file = { name: '保险条款.pdf', mimeType: 'application/pdf', buffer: await pdf(3) }
  await choose.setInputFiles(file)
  await expect(form.getByLabel('名称')).toHaveValue('terms')
  await form.getByLabel('名称').fill('保险条款')
  await form.getByLabel('版本').fill('2026-01')
  await clean(page, 'document form')
  await form.getByRole('button', { name: '发布' }).click()
  const shown = page.getByRole('listitem').filter({ hasText: '保险条款' })
  await expect(shown.getByRole('link', { name: '查看' })).toBeVisible()

  const phone = await newPhone()
  const link = await staff.ask<{ url: string }>('POST', '/api/links', {
    memberId,
    productCode: '200618',
    uses: 1,
    days: 7,
  })
  await phone.goto(link.url)
  await phone.getByRole('button', { name: '保险条款' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: '保险条款' })).toBeFocused()
  const first = phone.getByRole('region', { name: '第 1 页，共 3 页' })
  await expect(first).toContainText('Clause 1')
  // Drawn, not a single colour.
  const colours = `{
    const canvas = document.querySelector('canvas')
    const { width, height } = canvas
    width && new Set(canvas.getContext('2d').getImageData(0, 0, width, height).data).size
  }`
  await expect.poll(() => phone.evaluate<number>(colours)).toBeGreaterThan(2)
  await clean(phone, 'a PDF on a phone')
  await phone.setViewportSize({ width: 360, height: 740 })
  await phone.getByRole('button', { name: '读完了，返回' }).click()
  await expect(phone.getByRole('button', { name: '保险条款' })).toBeVisible()

  await shown.getByRole('button', { name: '撤下' }).click()
  await page.getByRole('button', { name: '撤下文件，立即生效' }).click()
  await expect(shown).toHaveCount(0)
})

test('refuses a product with a too long name beside the field, and reads one plan again', async ({
  staff,
}) => {
  const { page, portal } = staff
  await staff.prepare()
  await page.goto(`${portal.url}/products`)
  await page.getByRole('button', { name: '添加产品' }).click()
  const code = page.getByLabel('产品编号')
  await code.fill('900152')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(code).toHaveAccessibleDescription(/名称超过 32 个字符/)
  await expect(code).toHaveValue('900152')
  await expect(page.getByRole('cell', { name: '900152' })).toHaveCount(0)

  await page.goto(`${portal.url}/products/200207`)
  const [asked] = await Promise.all([
    page.waitForResponse(/\/api\/products\/200207\/plans\/30543$/),
    page.getByRole('button', { name: '更新此计划 计划一' }).click(),
  ])
  expect(asked.status()).toBe(200)
})

test('a document entered by its address is fetched and kept, or says why not', async ({ staff, page }) => {
  const content = await pdf(1)
  const site = createServer((request, response) => {
    if (request.url === '/clauses.pdf') response.end(content)
    else response.end('<!doctype html><p>clauses')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  await staff.prepare('13800138000', '200618')
  await page.goto(`${staff.portal.url}/products/200618`)
  await page.getByRole('button', { name: '添加文件' }).click()
  const form = page.getByRole('dialog', { name: '添加文件' })
  await form.getByText('网址', { exact: true }).click()
  await form.getByLabel('名称').fill('责任免除说明')
  await form.getByLabel('版本').fill('2026-02')
  const address = form.getByRole('textbox', { name: '网址' })
  await address.fill(`${origin}/page`)
  await form.getByRole('button', { name: '发布' }).click()
  await expect(address).toHaveAccessibleDescription(/给出的不是 PDF，可能是网页/)
  const anyway = form.getByRole('checkbox', { name: /仍只保存地址/ })
  await expect(anyway).toBeVisible()
  await clean(page, 'document that could not be fetched')
  await anyway.check()
  await form.getByRole('button', { name: '发布' }).click()
  const kept = page.getByRole('listitem').filter({ hasText: '责任免除说明' })
  await expect(kept).toContainText('只保存了地址')

  await kept.getByRole('button', { name: /^更新版本/ }).click()
  const next = page.getByRole('dialog')
  await next.getByLabel('版本').fill('2026-03')
  await next.getByRole('textbox', { name: '网址' }).fill(`${origin}/clauses.pdf`)
  await next.getByRole('button', { name: '发布' }).click()
  await expect(kept).toContainText('2026-03')
  await expect(kept).not.toContainText('只保存了地址')
  await expect(kept.getByRole('link', { name: '查看' })).toHaveAttribute('href', /document-files/)
  await new Promise((resolve) => site.close(resolve))
})
