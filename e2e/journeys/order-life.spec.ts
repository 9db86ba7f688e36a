import { readFile } from 'node:fs/promises'
import { streamXlsxRows } from 'hucre/xlsx'
import { expect, test } from '../fixtures.ts'
import { LI_LEI, ownMobile } from '../li-lei.ts'

test('finds, filters, sorts and exports orders, with no name or number in the address', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  const paid = await staff.issuedOrder({ people: 1, mobile })
  await staff.order({ payType: 'credit', mobile })
  const search = async () => {
    await page.getByRole('searchbox', { name: '搜索' }).fill(mobile)
    await page.getByRole('button', { name: '搜索' }).click()
    await expect(page.getByText('共 2 单')).toBeVisible()
  }
  // From any page: a slash, the number, Enter.
  await page.goto(`${portal.url}/members`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: '查找订单' })).toBeFocused()
  await page.keyboard.type(mobile)
  await page.keyboard.press('Enter')
  await expect(page.getByText('共 2 单')).toBeVisible()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/orders')
  await page.getByText('筛选').click()
  await page.getByRole('combobox', { name: '支付方式' }).selectOption('授信支付')
  await expect(page.getByText('共 1 单')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(new URL(page.url()).search).toBe('?payType=credit')
  await page.getByRole('button', { name: '去掉条件：授信支付' }).click()
  await page.getByRole('button', { name: '应付' }).click()
  await expect(page.getByRole('columnheader', { name: '应付' })).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('row').nth(1)).toContainText('已承保')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: '应付' })).toHaveAttribute('aria-sort', 'descending')
  await search()

  await page.getByText('列', { exact: true }).click()
  await page.getByRole('checkbox', { name: '渠道会员' }).uncheck()
  await page.getByRole('checkbox', { name: '经办' }).check()
  await expect(page.getByRole('columnheader', { name: '经办' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '导出' }).click()
  const exported = async (format: string) => {
    await page.getByRole('radio', { name: format }).check({ force: true })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '开始导出' }).click(),
    ])
    await expect(page.getByText('已导出 2 单，文件已下载。')).toBeVisible()
    return readFile(await download.path())
  }
  const csv = (await exported('CSV')).toString('utf8')
  expect(csv.charCodeAt(0)).toBe(0xfe_ff)
  expect(csv).toContain(`137****${mobile.slice(-4)}`)
  expect(csv).not.toContain(mobile)
  expect(csv).not.toContain(LI_LEI.cardNo)
  const cells: unknown[] = []
  for await (const { values } of streamXlsxRows(await exported('Excel'))) cells.push(...values)
  expect(cells).toContain('李雷')
  expect(cells).toContain(2.6)
  await page.getByRole('button', { name: '关闭' }).last().click()

  // Another process moves it on the platform: the row updates without a reload.
  await staff.onPlatform(paid, 'surrender')
  await expect(page.getByRole('row').nth(1)).toContainText('已退款')
})

test('surrenders chosen policies: consequence first, requested until confirmed, then the refund', async ({
  staff,
  page,
  portal,
}) => {
  const { id } = await staff.issuedOrder({ people: 3 })
  await page.goto(`${portal.url}/orders/${id}`)
  await page.getByText('变更', { exact: true }).click()
  await page.getByRole('button', { name: '退保', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '退保' })
  await expect(dialog.getByText('退保后保障立即终止，不能恢复')).toBeVisible()
  // No person is selected by default.
  await dialog.getByRole('button', { name: '退保', exact: true }).click()
  await expect(dialog.getByText('请选择')).toBeVisible()
  await dialog.getByRole('checkbox', { name: '全选（3 张）' }).check()
  await dialog.getByRole('checkbox', { name: /李雷/ }).uncheck()
  await staff.fault('surrenderByPolicyCode', 'code', { code: '4001' })
  await dialog.getByRole('button', { name: '退保 2 人，保障立即终止' }).click()
  await expect(dialog.getByRole('alert')).toContainText('不能退保')
  await expect(dialog.getByText('常见原因')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /李雷/ })).not.toBeChecked()

  // The platform acts and its answer is lost.
  await staff.fault('surrenderByPolicyCode', 'lost')
  await dialog.getByRole('button', { name: '退保 2 人，保障立即终止' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('1 张已承保 · 2 张已退保')).toBeVisible()
  await expect(page.getByText('退保申请没有得到平台答复，正在核对')).toBeVisible()
  const { calls } = await staff.control<{ calls: { bodyText: string | null; code: string }[] }>(
    'GET',
    '/calls?interface=surrenderByPolicyCode',
  )
  const policies = await staff.ask<{ insured: object[]; policies: { policyCode: string }[] }>(
    'GET',
    `/api/orders/${id}`,
  )
  const ours = calls.filter(({ bodyText }) => bodyText?.includes(policies.policies[2]?.policyCode ?? '-'))
  expect(ours.map(({ code }) => code)).toEqual(['0000'])

  await page.getByText('变更', { exact: true }).click()
  await page.getByRole('button', { name: '退保', exact: true }).click()
  await dialog.getByRole('button', { name: '退保 1 人，保障立即终止' }).click()
  await expect(page.getByText('平台确认已退款')).toBeVisible({ timeout: 60_000 })
  await page.getByText('变更', { exact: true }).click()
  await expect(page.getByRole('button', { name: '退保 没有可以退的保单' })).toBeVisible()
})

test('a manager pays a credit order, and a refused balance needs attention', async ({
  staff,
  page,
  portal,
}) => {
  const placed = await staff.order({ payType: 'credit' })
  const { id } = placed
  await page.goto(`${portal.url}/orders/${id}`)
  await expect(page.getByText('客户还没有在平台页面确认投保')).toBeVisible()
  await staff.onPlatform(placed, 'confirm')
  await page.getByRole('button', { name: '向平台核对' }).click()
  const { memberId } = await staff.ask<{ memberId: string }>('GET', `/api/orders/${id}`)
  await staff.control('POST', `/members/${memberId}`, { credit: 0 })
  await page.getByRole('button', { name: '确认已收款' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('平台将从授信额度扣款并出单，不能撤回')
  await dialog.getByRole('button', { name: '已收款，告知平台' }).click()
  await expect(dialog.getByRole('alert')).toContainText('授信余额不足')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status').filter({ hasText: '平台没有接受付款结果' })).toBeVisible()
  await page.goto(`${portal.url}/orders?attention=1`)
  await expect(page.getByRole('row').nth(1)).toContainText('待处理')

  await staff.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
  await page.goto(`${portal.url}/orders/${id}`)
  await page.getByRole('button', { name: '确认已收款' }).click()
  await dialog.getByRole('button', { name: '已收款，告知平台' }).click()
  await expect(page.getByText('已告知平台：已收款')).toBeVisible()
  await expect(page.getByText('平台确认已承保')).toBeVisible()
  await expect(page.getByText('平台没有接受付款结果')).toBeHidden()
})

test('the daily comparison finds an unannounced change, and staff resolve it', async ({
  staff,
  page,
  portal,
}) => {
  // From the start: a late notification of the sale would reveal the surrender.
  await staff.control('POST', '/settings', { notify: 'none' })
  const issued = await staff.issuedOrder({ people: 1 })
  await staff.onPlatform(issued, 'surrender')
  await page.goto(`${portal.url}/admin`)
  // Earlier comparisons have differences too: ours is the first row once the portal has it.
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    page.getByRole('button', { name: '立即比对近 30 天' }).click(),
  ])
  const newest = page.getByRole('table', { name: '每日比对' }).getByRole('row').nth(1)
  await newest.getByRole('button', { name: /\d+ 处/ }).click()
  await page
    .getByRole('table', { name: '差异明细' })
    .getByRole('row', { name: /平台状态 已承保/ })
    .locator(`a[href="/orders/${issued.id}"]`)
    .first()
    .click()
  await expect(page.getByText('每日对账发现与平台不一致')).toBeVisible()
  await page.getByRole('button', { name: '标为已处理' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '标为已处理' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: '标为已处理' })).toBeHidden()
})

test('the platform’s own list opens in a new tab', async ({ staff, page, portal }) => {
  await staff.order()
  await page.goto(`${portal.url}/members`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: '平台订单列表' }).first().click(),
  ])
  await expect(tab).toHaveURL(/creditToken=/)
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await tab.evaluate('window.opener')).toBeNull()
})
