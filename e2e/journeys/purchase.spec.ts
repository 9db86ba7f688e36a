import { clean } from '../axe.ts'
import { payAtCashier, passNotice } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import { SALESPERSON } from '../staff.ts'
import { agree, cleanOnPhone, consents, fillIn, heading, makeLink, next } from '../on-phone.ts'

test('staff hand a sale over, and the customer checks, agrees, pays and returns', async ({
  staff,
  page,
  newPhone,
}) => {
  await staff.prepare()
  await staff.sellsAs(SALESPERSON)
  await staff.fillSale()
  await page.getByRole('button', { name: '交给客户' }).click()
  await expect(page.getByRole('img', { name: '链接的二维码' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(SALESPERSON.practiceNo)
  await clean(page, 'link')
  const url = await page.getByRole('textbox', { name: '链接' }).inputValue()

  const phone = await newPhone()
  await phone.goto(url)
  await expect(phone.getByText('销售方 苏州湖畔旅行社有限公司')).toBeVisible()
  // Links are passed on: no names are shown until the holder's last four are known.
  await expect(heading(phone, '确认是您本人')).toBeVisible()
  await expect(phone.getByText('投保人 李*，被保险人 1 人')).toBeVisible()
  await phone.getByLabel('后四位').fill('0000')
  await phone.getByRole('button', { name: '查看投保信息' }).click()
  await expect(phone.getByText('都不符')).toBeVisible()
  await expect(phone.getByLabel('后四位')).toBeFocused()
  await cleanOnPhone(phone, 'the holder is asked for')
  await phone.getByLabel('后四位').fill(LI_LEI.cardNo.slice(-4).toLowerCase())
  await phone.getByRole('button', { name: '查看投保信息' }).click()
  await next(phone)
  await expect(heading(phone, '投保提示')).toBeVisible()
  await expect(
    phone.getByText('为您服务的销售人员：王小明（执业证 02000032050080002023000001）'),
  ).toBeVisible()
  await next(phone)
  await expect(phone.getByText('请阅读并勾选')).toBeVisible()
  await cleanOnPhone(phone, 'notice, not read')
  await passNotice(phone)
  await expect(heading(phone, '核对并确认')).toBeVisible()
  await expect(phone.getByRole('region', { name: '投保人', exact: true })).toContainText(LI_LEI.cardNo)
  await phone.getByRole('button', { name: '去支付' }).click()
  await expect(phone.getByText('请阅读并勾选').first()).toBeVisible()
  await expect(consents(phone).first()).toBeFocused()
  await cleanOnPhone(phone, 'review, consents missing')
  await agree(phone)
  await consents(phone).last().press('Enter')
  await expect(heading(phone, '核对并确认'), 'Enter in a box does not order').toBeVisible()
  await phone.getByRole('button', { name: '去支付' }).dblclick()
  await expect(phone).toHaveURL(/\/pages\/insure\//)
  await phone.goBack()
  await expect(phone.getByRole('link', { name: '去支付' })).toBeVisible()
  await cleanOnPhone(phone, 'ordered, unpaid')
  await phone.getByRole('link', { name: '去支付' }).click()
  await payAtCashier(phone)
  await expect(phone).toHaveURL(/\/return\//)
  await expect(phone.getByRole('heading', { name: '投保成功' })).toBeVisible()
  await phone.goto(url)
  await expect(phone.getByRole('link', { name: '查看订单' })).toBeVisible()
  await expect(phone.getByRole('link', { name: /收银台/ })).toHaveCount(0)

  await page.reload()
  await expect(page.getByText('已用完')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: /^1$/ })).toHaveCount(3)
  await page.goto(`${staff.portal.url}/links`)
  await expect(page.getByRole('heading', { name: '发链接' })).toBeVisible()
  await clean(page, 'links')
  await page.goto(`${staff.portal.url}/orders`)
  await expect(page.getByRole('cell', { name: /天安 “旅途无忧” 一日游/ }).first()).toBeVisible()
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('main')).toContainText(SALESPERSON.practiceNo)
  await staff.sellsAs(null)
})

test('Back goes through the steps on a phone without storage, and another phone continues', async ({
  staff,
  newPhone,
}) => {
  const { url } = await makeLink(staff)
  const [phone, other] = [await newPhone(), await newPhone()]
  await phone.goto(url)
  await next(phone)
  await expect(phone.getByText('请选择')).toBeVisible()
  await cleanOnPhone(phone, 'product')
  await phone.getByText('计划一', { exact: true }).click()
  // Two plans share the first screen with the period, which starts tomorrow.
  await expect(phone.getByLabel('起保日期')).not.toHaveValue('')
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next(phone)
  await expect(heading(phone, '谁出行')).toBeFocused()
  await phone.goBack()
  await expect(phone.getByRole('radio', { name: /计划一/ })).toBeChecked()
  await phone.goForward()
  await phone.getByLabel('姓名').fill('李雷')
  await phone.getByLabel('证件号').fill('110101199003071090')
  await next(phone)
  await expect(phone.getByText('校验位不对')).toBeVisible()
  await expect(phone.getByLabel('证件号')).toBeFocused()
  await cleanOnPhone(phone, 'people, wrong ID')
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await expect(phone.getByText('1990-03-07 出生，男')).toBeVisible()
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)

  await phone.getByRole('button', { name: '添加一位' }).click()
  await phone.getByLabel('姓名').fill('李小雷')
  await phone.getByLabel('证件类型').selectOption('passport')
  await phone.getByLabel('证件号').fill('E1234567')
  await phone.getByLabel('出生日期').fill('2018-05-01')
  await phone.getByLabel('性别').selectOption('M')
  await phone.getByLabel('与投保人的关系').selectOption('parent')
  await phone.getByRole('button', { name: '完成' }).click()
  await expect(phone.getByText('关系与出生日期不符')).toBeVisible()
  await cleanOnPhone(phone, 'person, wrong relation')
  await phone.getByLabel('与投保人的关系').selectOption('child')
  await phone.getByRole('button', { name: '完成' }).click()
  await expect(phone.getByRole('button', { name: /李小雷/ })).toBeVisible()
  await expect(phone.getByText('已保存')).toBeVisible()

  await other.goto(url)
  // The second phone shows the numbers typed on the first one only to a visitor who knows one of them.
  await expect(heading(other, '确认是您本人')).toBeVisible()
  await expect(other.getByText('投保人 李*，被保险人 2 人')).toBeVisible()
  await cleanOnPhone(other, 'a second phone is asked')
  await other.getByLabel('后四位').fill(LI_LEI.cardNo.slice(-4))
  await other.getByRole('button', { name: '查看投保信息' }).click()
  await expect(heading(other, '谁出行')).toBeVisible()
  await expect(other.getByLabel('证件号')).toHaveValue(LI_LEI.cardNo)
  await other.getByRole('button', { name: '粘贴名单' }).click()
  const group = Array.from(
    { length: 30 },
    (_, n) =>
      `旅客${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'东南西'[Math.floor(n / 10)]} E00000${String(n).padStart(2, '0')}`,
  )
  await other.getByRole('textbox', { name: '名单' }).fill([...group, '没有证件的人'].join('\n'))
  await expect(other.getByText('识别 30 位，1 行不是人员')).toBeVisible()
  await cleanOnPhone(other, 'paste')
  await other.goBack()
  await next(other)
  await passNotice(other)
  await expect(other.getByLabel('我是未成年被保险人的父母或监护人')).not.toBeChecked()

  await staff.fault('addTemp', 'html', { times: 2 })
  await agree(other)
  await other.getByRole('button', { name: '去支付' }).click()
  await expect(heading(other, '正在与平台确认投保单')).toBeVisible()
  await expect(other.getByRole('link', { name: /收银台|支付/ })).toHaveCount(0)
  await cleanOnPhone(other, 'uncertain')
  await expect(other.getByRole('link', { name: '去支付' })).toBeVisible()

  // The first phone learns of it and can no longer order.
  await phone.getByLabel('姓名').fill('李雷雷')
  await expect(phone.getByRole('link', { name: '去支付' })).toBeVisible()
})

test('documents return to the same place, a refusal can be corrected, and no person stays in the browser', async ({
  staff,
  newPage,
}) => {
  const link = await makeLink(staff, { uses: 5 })
  const content = `# 第一条\n\n${'保险责任。\n\n'.repeat(60)}`
  await staff.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '旅行保险条款',
    version: '1',
    content,
  })
  const page = await newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(link.url)
  await fillIn(page)
  await page.getByRole('checkbox', { name: /以上信息真实/ }).check()
  await page.getByRole('button', { name: '《旅行保险条款》' }).click()
  await expect(heading(page, '旅行保险条款')).toBeVisible()
  await cleanOnPhone(page, 'document')
  await page.getByRole('button', { name: '读完了' }).click()
  await expect(page.getByRole('checkbox', { name: /以上信息真实/ })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: /旅行保险条款/ })).toBeInViewport()
  await agree(page)
  await staff.fault('addTemp', 'code', { code: '9999' })
  await page.getByRole('button', { name: '去支付' }).click()
  await expect(page.getByRole('alert')).toContainText('平台未受理')
  await page.getByRole('button', { name: '去支付' }).click()
  await expect(page).toHaveURL(/\/pages\/insure\//)

  // No person stays in the storage shared with partners' frames, not even from an earlier version.
  await page.goto(link.url)
  await page.evaluate(() => localStorage.setItem('remembered-travellers', '[]'))
  await page.reload()
  await expect(page.getByText('计划一', { exact: true })).toBeVisible()
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  // The document shows the plan before the app runs, which deletes what an earlier version kept.
  await expect.poll(kept).not.toContain('remembered-travellers')
  for (const trace of [LI_LEI.name, LI_LEI.cardNo]) expect(await kept()).not.toContain(trace)
})
