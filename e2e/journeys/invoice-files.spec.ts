import { readFile } from 'node:fs/promises'
import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'

test('an invoice in three formats opens as PDF and downloads as OFD and XML, named by its policy', async ({
  staff,
  page,
  portal,
  newPhone,
}) => {
  await staff.control('POST', '/settings', { invoiceFile: 'all' })
  const { id } = await staff.issuedOrder({ people: 1 })
  await staff.ask('POST', `/api/orders/${id}/invoice`, { invoiceType: 'person', invoiceTitle: '李雷' })
  const state = async () =>
    (await staff.ask<{ invoice: { status: string } }>('POST', `/api/orders/${id}/refresh`, {})).invoice.status
  await expect.poll(state).toBe('issued')

  await page.goto(`${portal.url}/orders/${id}`)
  await expect(page.getByRole('button', { name: /^发票 P\d+$/ })).toBeVisible()
  for (const [format, begin] of [
    ['OFD', 'PK'],
    ['XML', '<?xml'],
  ] as const) {
    const link = page.getByRole('link', { name: new RegExp(`^发票 P\\d+ ${format}$`) })
    const [saved] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(saved.suggestedFilename()).toMatch(new RegExp(`P\\d+\\.${format.toLowerCase()}$`))
    expect((await readFile(await saved.path())).toString('latin1').slice(0, begin.length)).toBe(begin)
  }

  const own = await staff.ask<{ url: string }>('POST', `/api/orders/${id}/own-link`, {})
  const phone = await newPhone()
  await phone.goto(own.url)
  await phone.getByRole('button', { name: /^发票 P\d+ OFD$/ }).click()
  const proof = phone.getByRole('dialog', { name: '确认是您本人' })
  await proof.getByLabel('投保人证件号最后四位').fill(LI_LEI.cardNo.slice(-4))
  const [saved] = await Promise.all([
    phone.waitForEvent('download'),
    proof.getByRole('button', { name: '打开文件' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/P\d+\.ofd$/)
  await clean(phone, 'own order with invoices')
})
