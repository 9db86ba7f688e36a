import { DISCLOSURE } from '../../server-proxy/testing/disclosure.ts'
import { clean } from '../axe.ts'
import { passNotice } from '../customer.ts'
import { expect, test } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import { agree } from '../on-phone.ts'

const NOTHING = { zh: '', en: '' }
const EMPTY = { scope: NOTHING, notice: NOTHING, complaints: NOTHING, privacy: NOTHING }

test('a customer sees who sells, what is not covered and a second cover, and the evidence has all three', async ({
  staff,
  page,
  newPhone,
}) => {
  const memberId = await staff.prepare()
  await staff.ask('PUT', '/api/disclosure', { ...DISCLOSURE, phone: '' })
  await page.goto(`${staff.portal.url}/admin/disclosure`)
  await expect(page.getByText('还缺这些内容')).toBeVisible()
  await clean(page, 'disclosure')
  await page.getByLabel('客服电话').fill('0512-88888888')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('信息披露已齐全')).toBeVisible()
  // Another administrator saves meanwhile: both changes are kept, and nothing is saved unseen.
  await staff.ask('PUT', '/api/disclosure', {
    ...DISCLOSURE,
    phone: '0512-66666666',
    licenceNo: '270123000000801',
  })
  await page.getByLabel('ICP 备案号').fill('苏ICP备87654321号-1')
  await page.getByLabel('客服电话').fill('0512-77777777')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('两边的修改已合并')).toBeVisible()
  await clean(page, 'merged disclosure')
  // The notice leads to the field that differs; the other value stands below it and can be taken.
  const hotline = page.getByRole('textbox', { name: '客服电话' })
  await page.getByRole('button', { name: '客服电话', exact: true }).click()
  await expect(hotline).toBeFocused()
  await expect(hotline).toHaveValue('0512-77777777')
  await page.getByRole('button', { name: '客服电话 改用这个' }).click()
  await expect(hotline).toHaveValue('0512-66666666')
  await expect(page.getByLabel('许可证编号')).toHaveValue('270123000000801')
  await page.getByLabel('许可证编号').fill(DISCLOSURE.licenceNo ?? '')
  await page.getByLabel('ICP 备案号').fill(DISCLOSURE.icp ?? '')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('两边的修改已合并')).toBeHidden()
  await staff.ask('PUT', '/api/products/200207/cover', {
    cover: {
      lines: [
        {
          name: { zh: '意外身故', en: 'Accidental death' },
          sums: { '30543': { zh: '10 万元', en: 'CNY 100,000' } },
        },
      ],
      exclusions: { zh: '酒后驾驶\n高风险运动', en: 'Drink-driving\nDangerous sports' },
    },
  })
  // Another order insures the same person on overlapping days.
  await staff.order({ people: 1 })

  const link = { memberId, productCode: '200207', uses: 1, days: 7 }
  const { url } = await staff.ask<{ url: string }>('POST', '/api/links', link)
  const phone = await newPhone()
  const next = () => phone.getByRole('button', { name: '下一步' }).click()
  await phone.goto(url)
  const foot = phone.getByRole('region', { name: '销售机构' })
  await expect(foot).toContainText('保险经纪业务许可证 270123000000800')
  await expect(foot.getByRole('link', { name: /苏ICP备12345678号-1/ })).toBeVisible()
  await foot.getByText('投诉渠道').click()
  await expect(foot.getByText(DISCLOSURE.complaints.zh ?? '')).toBeVisible()
  await clean(phone, 'product with disclosure')
  await phone.getByText('计划一', { exact: true }).click()
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next()
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
  await next()
  await expect(phone.getByRole('region', { name: '以下情况，保险公司不赔' })).toContainText('酒后驾驶')
  await clean(phone, 'notice')
  await passNotice(phone)
  await agree(phone)
  await phone.getByRole('button', { name: '去支付' }).click()
  await expect(phone.getByText('以下被保险人在这几天已有保障')).toBeVisible()
  const goOn = phone.getByRole('checkbox', { name: '我知道保障日期有重叠' })
  await expect(goOn).toBeFocused()
  await clean(phone, 'second cover')
  await goOn.check()
  await phone.getByRole('button', { name: '去支付' }).click()
  await expect(phone).toHaveURL(/\/pages\/insure\//)

  const { items } = await staff.ask<{ items: { id: string }[] }>('GET', '/api/orders?limit=1')
  const path = `/orders/${items[0]?.id}`
  await page.goto(`${staff.portal.url}${path}/evidence`)
  const story = page.getByRole('region', { name: '销售轨迹' })
  for (const words of [
    '进入「投保提示」',
    '我已阅读投保提示',
    '我知道保障日期有重叠',
    '仍要投保',
    '信息披露',
  ])
    await expect(story).toContainText(words)
  const agreed = page.getByRole('region', { name: '同意的内容' })
  const shown = agreed.getByRole('blockquote', { name: '页面所示' }).getByRole('paragraph')
  await expect(shown.filter({ hasText: '酒后驾驶' })).toHaveText('酒后驾驶')
  await expect(shown.filter({ hasText: '请如实填写' })).toHaveCount(1)
  const file = await page.request.get(`${staff.portal.url}/api${path}/evidence/file`)
  const text = await file.text()
  for (const words of [DISCLOSURE.licenceNo ?? '', '酒后驾驶']) expect(text).toContain(words)

  await staff.ask('PUT', '/api/products/200207/cover', { cover: null })
  await staff.ask('PUT', '/api/disclosure', EMPTY)
})
