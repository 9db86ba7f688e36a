import type { Page } from '@playwright/test'
import { DEFAULT_RULES } from '#contract/products.ts'
import { checkAll, passNotice } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import type { Staff } from '../staff.ts'

/** Invented, born 2015-03-07. */
const MINOR = '110101201503070018'

async function link(staff: Staff): Promise<string> {
  const memberId = await staff.prepare()
  const order = { memberId, productCode: '200207', uses: 1, days: 7 }
  return (await staff.ask<{ url: string }>('POST', '/api/links', order)).url
}

const next = (phone: Page) => phone.getByRole('button', { name: '下一步' }).click()
const heading = (phone: Page, name: string) => phone.getByRole('heading', { level: 1, name })

/** Goes to the step of the people, at 360 px. */
async function toPeople(phone: Page, url: string): Promise<void> {
  await phone.goto(url)
  await phone.getByText('计划一', { exact: true }).click()
  await next(phone)
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next(phone)
  await expect(heading(phone, '谁出行')).toBeVisible()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
}

test('reports a holder under 18 at the ID number, which gets the focus', async ({ staff, newPhone }) => {
  const phone = await newPhone()
  await toPeople(phone, await link(staff))
  await phone.getByLabel('证件号').fill(MINOR)
  await next(phone)
  await expect(phone.getByLabel('证件号')).toBeFocused()
  await expect(phone.getByLabel('证件号')).toHaveAccessibleDescription(/年满 18 周岁/)
  await expect(phone.getByText('投保人须年满 18 周岁，')).toBeInViewport()
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await next(phone)
  await passNotice(phone)
  await expect(heading(phone, '核对并确认')).toBeVisible()
})

test('reports a holder outside the insured ages at the tick that insures them', async ({
  staff,
  newPhone,
}) => {
  const url = await link(staff)
  await staff.ask('PUT', '/api/products/200207', { rules: { ...DEFAULT_RULES, minAge: 60 } })
  const phone = await newPhone()
  await toPeople(phone, url)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await next(phone)
  const self = phone.getByRole('checkbox', { name: '投保人本人也出行' })
  await expect(self).toBeFocused()
  await expect(self).toHaveAccessibleDescription(/低于该产品的承保年龄/)
  await self.uncheck()
  await next(phone)
  await expect(phone.getByRole('button', { name: '添加一位' })).toBeFocused()
  await expect(phone.getByRole('button', { name: '添加一位' })).toHaveAccessibleDescription('请填写此项')
})

test('a rule that changed in the meantime opens the step of its field', async ({ staff, newPhone }) => {
  const url = await link(staff)
  const phone = await newPhone()
  await toPeople(phone, url)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await next(phone)
  await passNotice(phone)
  await expect(heading(phone, '核对并确认')).toBeVisible()
  await checkAll(phone.getByRole('group', { name: '确认与同意' }))
  // Enter on a consent does not submit.
  await phone.getByRole('checkbox').last().press('Enter')
  await expect(heading(phone, '核对并确认')).toBeVisible()

  await staff.ask('PUT', '/api/products/200207', { rules: { ...DEFAULT_RULES, minDays: 5 } })
  await phone.getByRole('button', { name: '去支付' }).click()
  await expect(phone.getByLabel('止保日期')).toBeFocused()
  await expect(phone.getByLabel('止保日期')).toHaveAccessibleDescription(/该产品最少/)
})

test('staff sell with the keyboard alone, and Enter in a field does not submit', async ({ staff, page }) => {
  await staff.prepare()
  await page.goto(`${staff.portal.url}/sell`)
  await page.getByRole('button', { name: '新建投保单' }).first().press('Enter')
  const missing = page.getByRole('complementary', { name: '投保单' })
  const submit = page.getByRole('button', { name: '提交投保单' })
  const product = page.getByRole('combobox', { name: '产品' })
  await expect(product).toBeFocused()
  await expect(missing.getByRole('listitem')).toHaveText(['产品'])
  await submit.press('Enter')
  await expect(product).toBeFocused()
  await expect(product).toHaveAccessibleDescription('请选择一项')
  await product.fill('200207')
  await product.press('Enter')
  await expect(missing.getByRole('listitem')).toHaveText(['保障计划'])
  await missing.getByRole('button', { name: '保障计划' }).press('Enter')
  await expect(page.getByRole('radio', { name: /计划一/ })).toBeFocused()

  // A slow machine validates long after the key press. The focus still goes to a current fault.
  const machine = await page.context().newCDPSession(page)
  await machine.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.keyboard.press('Space')
  await submit.press('Enter')
  await expect(page.getByRole('textbox', { name: '保障期间' })).toBeFocused()
  await machine.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await page.getByRole('button', { name: '3 天', exact: true }).press('Enter')
  const holder = page.getByRole('region', { name: '投保人', exact: true })
  await holder.getByLabel('姓名').focus()
  await page.keyboard.type(LI_LEI.name)
  await page.keyboard.press('Enter')
  await expect(holder.getByLabel('证件类型')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('110101199003071090')
  await submit.press('Enter')
  await expect(holder.getByLabel('证件号')).toBeFocused()
  await expect(holder.getByLabel('证件号')).toHaveAccessibleDescription(/校验位不对/)
  await holder.getByLabel('证件号').fill(LI_LEI.cardNo)
  await page.getByRole('button', { name: '投保人也是被保险人' }).press('Enter')
  await holder.getByLabel('手机号').press('Enter')
  await expect(submit).toBeVisible()
  await submit.press('Enter')
  await expect(page.getByRole('link', { name: '前往平台收银台' })).toBeVisible()
})

test('the sale keeps typed text and says how it was read', async ({ staff, page }) => {
  await staff.prepare()
  await staff.fillSale()
  const product = page.getByRole('combobox', { name: '产品' })
  const chosen = await product.inputValue()
  await product.fill('没有这个')
  await page.keyboard.press('Enter')
  await expect(product).toHaveValue('没有这个')
  await page.keyboard.press('Tab')
  await expect(page.getByText(`没有与「没有这个」对应的选项，仍为「${chosen}」`)).toBeVisible()
  await expect(product).toHaveValue(chosen)

  const period = page.getByRole('textbox', { name: '保障期间' })
  await period.fill('下周三')
  await page.keyboard.press('Tab')
  await expect(period).toHaveValue('下周三')
  await expect(period).toHaveAccessibleDescription(/请按这样的格式填写/)
  await period.fill('2031.12.5')
  await page.keyboard.press('Tab')
  await expect(period).toHaveAccessibleDescription('请补上止保日期')
  await period.fill('2031.12.5-12.9')
  await expect(period).toHaveAccessibleDescription(/^2031-12-05 – 2031-12-09，5 天/)
  await page.keyboard.press('Tab')
  await expect(period).toHaveValue('2031-12-05 – 2031-12-09')

  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '2031年12月5日' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(period).toHaveValue('2031-12-12 – 2031-12-13')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(period).toHaveValue('2031-12-12 – 2031-12-14')
  // The period has three tab stops.
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(period).toBeFocused()
})
