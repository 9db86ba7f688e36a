import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { clean } from '../axe.ts'
import { checkAll, payAtCashier } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import type { Placed, Staff } from '../staff.ts'

/** The customer's own link, as staff pass it on. */
const ownLink = async (staff: Staff, { id }: Placed) =>
  (await staff.ask<{ url: string }>('POST', `/api/orders/${id}/own-link`, {})).url

async function cleanOnPhone(phone: Page, what: string): Promise<void> {
  await clean(phone, what)
  await phone.setViewportSize({ width: 360, height: 740 })
}

test('a customer pays, returns and has policy, calendar and invoice on the phone', async ({
  staff,
  newPhone,
}) => {
  const placed = await staff.order()
  const phone = await newPhone()
  await phone.goto(placed.cashierUrl)
  await payAtCashier(phone)
  await expect(phone).toHaveURL(/\/return\//)
  await expect(phone.getByRole('heading', { name: '投保成功' })).toBeVisible()
  await cleanOnPhone(phone, 'return, insured')
  await phone.getByRole('link', { name: '查看订单和保单' }).click()
  await expect(phone).toHaveURL(/\/o\/[\w-]{32}$/)
  await expect(phone.getByRole('region', { name: '投保人和被保险人' })).toContainText('李*身份证 110****')
  await expect(phone.getByText('销售 苏州湖畔旅行社有限公司')).toBeVisible()
  for (const secret of [LI_LEI.name, LI_LEI.cardNo.slice(-4), LI_LEI.mobile])
    await expect(phone.getByText(secret)).toHaveCount(0)
  await cleanOnPhone(phone, 'own order, insured')

  const [entry] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: '保障期间加入日历' }).click(),
  ])
  expect(await readFile(await entry.path(), 'utf8')).toMatch(/DTSTART;VALUE=DATE:\d{8}\r\n/)

  await phone.getByRole('button', { name: '申请开票' }).click()
  const dialog = phone.getByRole('dialog', { name: '申请开票' })
  await dialog.getByText('公司', { exact: true }).click()
  await dialog.getByLabel('发票抬头').fill('苏州湖畔旅行社有限公司')
  await dialog.getByLabel('纳税人识别号').fill('91330100799655058X')
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(dialog.getByText('核对无误后可确认继续')).toBeVisible()
  await cleanOnPhone(phone, 'own order, invoice')
  await dialog.getByLabel('纳税人识别号').fill('91330100799655058B')
  // An order has one invoice, so a link holder must prove who they are.
  await dialog.getByLabel('投保人证件号最后四位').fill('0000')
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(dialog.getByText('与投保人证件号的最后四位不符')).toBeVisible()
  await dialog.getByLabel('投保人证件号最后四位').fill(LI_LEI.cardNo.slice(-4).toLowerCase())
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await expect(phone.getByRole('button', { name: '申请开票' })).toHaveCount(0)
  await expect(phone.getByRole('button', { name: /发票 P|合并发票/ })).toBeVisible()

  // The file is requested outside the page, because this browser would open a viewer. Without content the
  // page stays.
  await phone.route(/\/api\/own-order\/files\/[\w-]+$/, (route) => route.fulfill({ status: 204 }))
  // A document shows in full what the page masks, so a new page asks for a proof once.
  await phone.reload()
  await phone
    .getByRole('button', { name: /电子保单/ })
    .first()
    .click()
  const proof = phone.getByRole('dialog', { name: '确认是您本人' })
  await proof.getByLabel('投保人证件号最后四位').fill('0000')
  await proof.getByRole('button', { name: '打开文件' }).click()
  await expect(proof.getByText('与投保人证件号的最后四位不符')).toBeVisible()
  await cleanOnPhone(phone, 'own order, proof')
  await proof.getByLabel('投保人证件号最后四位').fill(LI_LEI.cardNo.slice(-4).toLowerCase())
  const [pdf] = await Promise.all([
    phone.waitForRequest(/\/api\/own-order\/files\/[\w-]+$/),
    proof.getByRole('button', { name: '打开文件' }).click(),
  ])
  await expect(proof).toBeHidden()
  await Promise.all([
    phone.waitForRequest(/\/api\/own-order\/files\/[\w-]+$/),
    phone.getByRole('button', { name: /发票 P|合并发票/ }).click(),
  ])
  expect((await staff.page.request.get(pdf.url())).headers()['content-type']).toBe('application/pdf')
})

test('a forged return stays confirming, and the own link shows a payment without a return, in any language', async ({
  staff,
  newPhone,
}) => {
  const placed = await staff.order()
  const { returnPage } = await staff.control<{ returnPage: string }>('GET', `/orders/${placed.tempOrderCode}`)
  const [phone, forger] = [await newPhone(), await newPhone()]
  await forger.clock.install()
  await forger.goto(`${returnPage}?status=success&paid=1`)
  await expect(forger.getByRole('heading', { name: '正在确认支付结果' })).toBeVisible()

  await phone.goto(await ownLink(staff, placed))
  await expect(phone.getByRole('heading', { name: '平台还没有收到付款' })).toBeVisible()
  await expect(phone.getByText('以下为投保时填写的内容')).toHaveCount(1)
  await expect(phone.getByText('支付后保障才会生效。如果已经支付，请不要再付')).toBeVisible()
  await expect(phone.getByRole('link', { name: /去支付/ })).toHaveAttribute('href', /\/pages\//)
  await cleanOnPhone(phone, 'own order, unpaid')
  await phone.getByText('English', { exact: true }).click()
  await expect(phone).toHaveURL(/\?lang=en$/)
  await phone.reload()
  await expect(phone.getByRole('heading', { name: 'Payment not received yet' })).toBeVisible()

  // The page shows nothing that the platform has not confirmed, however long that takes.
  await forger.clock.fastForward(60_000)
  await expect(forger.getByText('请不要重复支付')).toBeVisible()
  await expect(forger.getByRole('heading', { name: '正在确认支付结果' })).toBeVisible()
  await expect(forger.getByRole('link', { name: /去支付/ })).toHaveCount(0)

  await staff.onPlatform(placed, 'pay')
  await expect(phone.getByRole('heading', { name: 'You are insured' })).toBeVisible()
  await expect(phone.getByRole('link', { name: /Pay/ })).toHaveCount(0)
  await expect(forger.getByRole('heading', { name: '投保成功' })).toBeVisible()
})

test('a surrender names its consequence, asks for the last four, and shows the refund', async ({
  staff,
  newPhone,
}) => {
  const placed = await staff.issuedOrder({ people: 2 })
  const phone = await newPhone()
  await phone.addInitScript({
    content: "Object.defineProperty(navigator, 'userAgent', { get: () => 'MicroMessenger/8.0' })",
  })
  await phone.goto(await ownLink(staff, placed))
  // WeChat opens no files, so the page shows them; a calendar entry needs a browser.
  await phone
    .getByRole('button', { name: /电子保单/ })
    .first()
    .click()
  await phone.getByLabel('投保人证件号最后四位').fill(LI_LEI.cardNo.slice(-4).toLowerCase())
  await phone.getByRole('button', { name: '打开文件' }).click()
  const viewer = phone.getByRole('dialog', { name: '电子保单' })
  await expect(viewer.getByRole('region', { name: /^第 1 页/ })).toBeVisible()
  await cleanOnPhone(phone, 'policy in WeChat')
  await viewer.getByRole('button', { name: '关闭' }).click()
  await phone.getByRole('button', { name: '保障期间加入日历' }).click()
  const wechat = phone.getByRole('dialog', { name: '请在浏览器中打开' })
  await expect(wechat).toContainText(phone.url())
  await wechat.getByRole('button', { name: '关闭' }).click()

  await phone.getByRole('button', { name: '申请退保' }).click()
  const dialog = phone.getByRole('dialog', { name: '申请退保' })
  await expect(dialog.getByText('退保后保障立即终止，不能恢复')).toBeVisible()
  const submit = dialog.getByRole('button', { name: '退保 2 张，保障立即终止' })
  await checkAll(dialog)
  await dialog.getByLabel('投保人证件号最后四位').fill('1234')
  await submit.click()
  await expect(dialog.getByText('与投保人证件号的最后四位不符')).toBeVisible()
  await cleanOnPhone(phone, 'own order, surrender')
  await dialog.getByLabel('投保人证件号最后四位').fill(LI_LEI.cardNo.slice(-4).toLowerCase())
  await staff.fault('surrenderByOrderCode', 'code', { code: '4001' })
  await submit.click()
  await expect(dialog.getByText('常见原因')).toBeVisible()
  await submit.click()
  await expect(phone.getByRole('heading', { name: /退保申请处理中|已退保/ })).toBeVisible()
  await expect(phone.getByRole('heading', { name: '退款已完成' })).toBeVisible({ timeout: 60_000 })
  await cleanOnPhone(phone, 'own order, refunded')
})

test('the lookup finds the order by three values, reveals nothing else, and stops guessing', async ({
  staff,
  newPhone,
  portal,
}) => {
  const placed = await staff.order()
  const phone = await newPhone()
  const find = async (lastFour: string) => {
    await phone.getByLabel('投保人手机号').fill(`+86 ${LI_LEI.mobile}`)
    await phone.getByLabel('订单号').fill(placed.tempOrderCode)
    await phone.getByLabel('投保人证件号最后四位').fill(lastFour)
    await phone.getByRole('button', { name: '查询' }).click()
  }
  await phone.goto(`${portal.url}/lookup`)
  await phone.getByRole('button', { name: '查询' }).click()
  await expect(phone.getByLabel('手机号')).toBeFocused()
  await expect(phone.getByLabel('手机号')).toHaveAccessibleDescription('请填写此项')
  await cleanOnPhone(phone, 'lookup')
  await find('0000')
  await expect(phone.getByRole('alert')).toHaveText(/没有找到相符的订单/)
  await find(LI_LEI.cardNo.slice(-4))
  await expect(phone).toHaveURL(/\/o\/[\w-]{32}$/)
  await expect(phone.getByRole('heading', { name: '平台还没有收到付款' })).toBeVisible()
  await phone.goBack()
  await expect(async () => {
    await find('0000')
    await expect(phone.getByRole('alert')).toHaveText(/查询次数太多/, { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  expect(phone.url()).toBe(`${portal.url}/lookup`)

  await phone.goto(`${portal.url}/o/${'A'.repeat(32)}`)
  await expect(phone.getByRole('heading', { name: '没有找到这笔订单' })).toBeVisible()
  await cleanOnPhone(phone, 'own order, unknown')
})
