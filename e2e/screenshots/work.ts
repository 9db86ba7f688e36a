import type { Desk } from '#contract/desk.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { someIncidents, withIncidents } from '../some-incidents.ts'
import type { Scene, Stage } from './stage.ts'
import { broken, link, never, press, visit } from './steps.ts'

const partnerSite = async (stage: Stage, path: (id: string) => string) => {
  const site = await startPartnerSite(stage.staff)
  await visit(stage, path(site.partner.id))
  await stage.page.getByRole('heading', { level: 1 }).waitFor()
  return site
}

/** The desk with purchases that were abandoned at each step, as an hour later. */
async function abandoned(stage: Stage, counts: readonly number[]): Promise<void> {
  await stage.page.route('**/api/desk?*', async (route) => {
    const desk = (await (await route.fetch()).json()) as Desk
    const steps = desk.abandoned.map(({ step }, at) => ({ step, count: counts[at] ?? 0 }))
    await route.fulfill({ json: { ...desk, abandoned: steps } })
  })
  await visit(stage, '/desk')
}

export const WORK: Scene[] = [
  [
    'desk',
    async (stage) => {
      const { staff, orders, portal, page } = stage
      const memberId = await staff.prepare()
      await staff.control('POST', `/members/${memberId}`, { credit: 0 })
      await page.request.post(`${portal.url}/api/orders/${orders['credit']?.id}/payment`, {
        data: { txnStatus: 'paid' },
        headers: { origin: portal.url },
      })
      await staff.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
      await visit(stage, '/desk')
    },
  ],
  ['desk-table', (stage) => stage.page.getByText('表格', { exact: true }).click()],
  ['desk-settle', (stage) => press(stage, '标为已处理')],
  [
    'desk-own-days',
    async (stage) => {
      await visit(stage, '/desk?from=2026-01-01&to=2026-03-31')
      await stage.page.getByLabel('到', { exact: true }).fill('2025-03-31')
      await press(stage, '查看')
    },
  ],
  ['desk-loading', never('/api/desk?*', '/desk'), { still: true }],
  ['desk-failing', broken('/api/{desk,attentions}*', '/desk')],
  ['desk-abandoned', (stage) => abandoned(stage, [2, 7, 31, 4, 12])],
  ['desk-abandoned-none', (stage) => abandoned(stage, [0, 0, 0, 0, 0])],
  ['desk-abandoned-many', (stage) => abandoned(stage, [12_480, 1, 9_999, 0, 354])],
  ['incidents-none', '/incidents'],
  ['incidents-loading', never('/api/incidents*', '/incidents'), { still: true }],
  [
    'incidents-failing',
    async (stage) => {
      await broken('/api/incidents*', '/incidents')(stage)
      await stage.page.getByRole('alert').waitFor()
    },
  ],
  [
    'incidents',
    async (stage) => {
      await withIncidents(stage.page, someIncidents())
      await visit(stage, '/incidents')
    },
  ],
  ['incidents-orders', (stage) => press(stage, '12 单')],
  ['orders', '/orders'],
  [
    'orders-filters',
    async (stage) => {
      await visit(stage, '/orders?payType=credit&from=2026-01-01')
      await stage.page.getByText('筛选').click()
    },
  ],
  ['orders-none-found', '/orders?status=failed&payType=credit'],
  ['orders-loading', never('/api/orders?*', '/orders'), { still: true }],
  ['orders-failing', broken('/api/orders?*', '/orders')],
  [
    'orders-export',
    async (stage) => {
      await visit(stage, '/orders')
      await press(stage, '导出')
    },
  ],
  [
    'orders-found',
    async (stage) => {
      await visit(stage, '/members')
      await stage.page.getByRole('searchbox', { name: '查找订单' }).fill('李雷')
      await stage.page.keyboard.press('Enter')
    },
  ],
  ['links-new', '/links/new'],
  ['link', async (stage) => visit(stage, `/links/${(await link(stage)).id}`)],
  ['links', '/links'],
  ['policies', '/policies'],
  ['policies-failing', broken('/api/policies?*', '/policies')],
  ['invoices', '/invoices'],
  ['members', '/members'],
  ['members-failing', broken('/api/members', '/members')],
  ['products', '/products'],
  ['product', '/products/200207'],
  ['admin-reconciliation', '/admin/reconciliation'],
  ['admin-staff', '/admin/staff'],
  ['admin-gateway', '/admin/gateway'],
  ['admin-partners-new', '/admin/partners/new'],
  ['admin-partners', '/admin/partners'],
  [
    'admin-partner',
    async (stage) => {
      const site = await partnerSite(stage, (id) => `/admin/partners/${id}`)
      await press(stage, '发送测试事件')
      await stage.page.getByText('HTTP 204').waitFor()
      await site.stop()
    },
  ],
  [
    'admin-playground',
    async (stage) => (await partnerSite(stage, (id) => `/admin/playground?partner=${id}`)).stop(),
  ],
  [
    'admin-payment-keys',
    async (stage) => {
      await visit(stage, '/admin/payment-keys')
      await press(stage, '生成密钥')
      await stage.page.getByText('只显示这一次').waitFor()
    },
  ],
  [
    'account-menu',
    async (stage) => {
      await visit(stage, '/sell')
      await stage.page.getByText('管理员').click()
    },
  ],
  [
    'rail-more',
    async (stage) => {
      await visit(stage, '/sell')
      await stage.page.setViewportSize({ width: 360, height: 740 })
      await stage.page.getByText('更多').click()
    },
  ],
]
