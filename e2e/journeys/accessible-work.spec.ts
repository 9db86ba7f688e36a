import { clean } from '../axe.ts'
import { expect, test } from '../fixtures.ts'
import { someIncidents, withIncidents } from '../some-incidents.ts'

test('the pages of the daily work pass axe', async ({ staff, page, portal }) => {
  test.slow()
  const { id } = await staff.issuedOrder({ people: 2 })
  const credit = await staff.order({ payType: 'credit' })
  await staff.onPlatform(credit, 'confirm')

  await page.goto(`${portal.url}/orders?payType=credit&from=2026-01-01&sort=amount`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.getByText('筛选').click()
  await clean(page, 'order list, filtered')
  await page.keyboard.press('Escape')
  await page.getByText('列', { exact: true }).click()
  await clean(page, 'columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '导出' }).click()
  await clean(page, 'export')

  await page.goto(`${portal.url}/orders/${id}`)
  await page.getByText('平台调用记录').click()
  await expect(page.getByRole('table', { name: '平台调用记录' })).toBeVisible()
  await page.getByText('变更', { exact: true }).click()
  await clean(page, 'menu')
  await page.getByRole('button', { name: '退保', exact: true }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: /李雷/ }).check()
  await clean(page, 'surrender')
  await page.getByRole('button', { name: '退保 1 人，保障立即终止' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await clean(page, 'surrender requested')

  await page.goto(`${portal.url}/orders/${credit.id}`)
  await page.getByRole('button', { name: '向平台核对' }).click()
  await page.getByRole('button', { name: '标为未收到款' }).click()
  await clean(page, 'credit payment')

  await page.goto(`${portal.url}/admin/reconciliation`)
  await page.getByRole('button', { name: '立即比对近 30 天' }).click()
  await expect(page.getByRole('table', { name: '每日比对' })).toBeVisible()
  await clean(page, 'reconciliation')
  await page.goto(`${portal.url}/admin/gateway`)
  await expect(page.getByRole('table', { name: '接口' })).toBeVisible()
  await clean(page, 'gateway health')
  await withIncidents(page, someIncidents([id]))
  await page.goto(`${portal.url}/incidents`)
  const outage = page.getByRole('table', { name: '故障记录' }).getByRole('row').nth(1)
  await expect(outage).toContainText('仍在继续')
  await expect(outage).toContainText('平台没有答复')
  await expect(outage).toContainText('订单详情、下预订单')
  await clean(page, 'incidents')
  await outage.getByRole('button', { name: '12 单' }).click()
  const affected = page.getByRole('dialog', { name: '受影响的订单' })
  await clean(page, 'orders of an incident')
  await affected.getByRole('link').first().click()
  await expect(page).toHaveURL(`${portal.url}/orders/${id}`)
  await page.goto(`${portal.url}/admin/payment-keys`)
  await page.getByRole('button', { name: '生成密钥' }).click()
  await expect(page.getByText('新密钥，只显示这一次')).toBeVisible()
  await clean(page, 'payment keys')
})

test('the pages of partner sites pass axe', async ({ staff, page, portal }) => {
  await page.goto(`${portal.url}/admin/partners/new`)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
  await clean(page, 'new partner site, refused')
  const partner = await staff.ask<{ id: string }>('POST', '/api/partners', {
    name: '湖畔旅行',
    origins: ['https://www.lake.example'],
    memberId: await staff.prepare(),
    products: ['200207'],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: '',
    webhookUrl: `${staff.portal.sandboxUrl}/nobody-here`,
  })
  await page.goto(`${portal.url}/admin/partners`)
  await expect(page.getByRole('link', { name: '湖畔旅行' }).first()).toBeVisible()
  await clean(page, 'partner sites')
  await page.goto(`${portal.url}/admin/partners/${partner.id}`)
  await page.getByRole('button', { name: '发送测试事件' }).click()
  await expect(page.getByText('对方服务器响应 HTTP 404')).toBeVisible()
  await clean(page, 'partner site, test event')
  await page.goto(`${portal.url}/admin/playground?partner=${partner.id}`)
  await expect(page.getByText('放进网页')).toBeVisible()
  await clean(page, 'playground')
})
