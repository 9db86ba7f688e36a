import { LI_LEI, passNotice, payAtCashier, test } from '../fixtures.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { startPortal } from '../portal.ts'
import { type Scene, type Stage, take } from './stage.ts'

const NOBODY = '0'.repeat(32)
const LONG = {
  name: "Anna-Maria Straße O'Neil Müller",
  cardType: 'passport',
  cardNo: 'E12345678',
  birthday: '1988-02-29',
  gender: 'F',
  mobile: '13700137000',
  email: 'anna-maria@a-long-name.example',
}

/** Presses the button of that name. */
const press = ({ page }: Stage, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
const visit = ({ page, portal }: Stage, path: string) => page.goto(portal.url + path)
const order = (which: string) => (stage: Stage) => visit(stage, `/orders/${stage.orders[which]?.id}`)
const platform = (path: string) => (stage: Stage) => stage.page.goto(stage.portal.sandboxUrl + path)
/** The portal never answers, or answers a fault, below that path. */
const never = (path: string, page: string) => async (stage: Stage) => {
  await stage.page.route(`**${path}`, () => {})
  await visit(stage, page)
  await stage.page.waitForTimeout(300)
}
const broken = (path: string, page: string) => async (stage: Stage) => {
  await stage.page.route(`**${path}`, (route) => route.abort())
  await visit(stage, page)
}

/** A purchase link, as staff create it. */
const link = async ({ staff }: Stage) =>
  staff.ask<{ id: string; url: string }>('POST', '/api/links', {
    memberId: await staff.prepare(),
    productCode: '200207',
    uses: 20,
    days: 30,
  })
/** As from a chat: one line without a document. */
const PASTED = '韩梅梅 110101198801011230\n王小明 E12345678 13800000000\n赵六'

/** A partner's tour page with the element in that form; the site closes after its screenshot. */
const embedded =
  (attributes: string, more: object = {}) =>
  async ({ staff, page }: Stage) => {
    const site = await startPartnerSite(staff, more)
    await page.goto(
      site.page(
        `<aigobo-portal partner="${site.partner.id}" token-url="/aigobo-token" ${attributes}></aigobo-portal>`,
      ),
    )
    const inside = page.frameLocator('iframe').getByRole('heading', { level: 1 })
    await inside.waitFor({ timeout: 10_000 })
    await site.stop()
  }
const partnerSite = async (stage: Stage, path: (id: string) => string) => {
  const site = await startPartnerSite(stage.staff)
  await visit(stage, path(site.partner.id))
  await stage.page.getByRole('heading', { level: 1 }).waitFor()
  return site
}

/** The customer's view of an order. */
const ownOrder =
  (which: string) =>
  async ({ staff, page, orders }: Stage) =>
    page.goto((await staff.ask<{ url: string }>('POST', `/api/orders/${orders[which]?.id}/own-link`, {})).url)

/** A portal on its first day. */
const EMPTY: Scene[] = [
  ['sign-in', '/login'],
  [
    'sign-in-refused',
    async (stage) => {
      await stage.page.getByLabel('用户名').fill('admin')
      await stage.page.getByLabel('密码').fill('wrong')
      await press(stage, '登录')
      await stage.page.getByRole('alert').waitFor()
    },
  ],
  ['empty-desk', '/desk'],
  ['empty-sell', '/sell'],
  ['empty-orders', '/orders'],
  ['empty-policies', '/policies'],
  ['empty-invoices', '/invoices'],
  ['empty-links', '/links'],
  ['empty-members', '/members'],
  ['empty-partners', '/admin/partners'],
  ['empty-products', '/products'],
  ['empty-admin', '/admin'],
  ['empty-payment-keys', '/admin/payment-keys'],
  ['no-such-page', '/no-such-page'],
  ['return-unknown', `/return/${NOBODY}`],
  ['own-order-unknown', `/o/${NOBODY}`],
  ['lookup', '/lookup'],
]

const SALE: Scene[] = [
  ['members-new', '/members/new'],
  [
    'members-new-invalid',
    async (stage) => {
      await stage.page.getByLabel('手机号').fill('1380013800')
      await press(stage, '注册')
    },
  ],
  ['members-registered', ({ staff }) => staff.registerMember('13800138009')],
  [
    'product-unknown',
    async (stage) => {
      await visit(stage, '/products')
      await stage.page.getByLabel('产品编号').fill('999999')
      await press(stage, '添加产品')
      await stage.page.getByText('平台上没有这个产品').waitFor()
    },
  ],
  [
    'sale-new',
    async (stage) => {
      await visit(stage, '/sell')
      await press(stage, '新建投保单')
      await stage.page.getByRole('combobox', { name: '产品' }).waitFor()
    },
  ],
  ['sale-filled', ({ staff }) => staff.fillSale()],
  [
    'sale-incomplete',
    async (stage) => {
      await press(stage, /添加一位/)
      await press(stage, '提交投保单')
    },
  ],
  [
    'sale-paste',
    async (stage) => {
      await press(stage, '粘贴名单')
      const lines =
        '13800138111 韩梅梅 11010119900307002X\n王五 110101199003071090\nE12345678 Anna Müller 护照'
      await stage.page.getByRole('textbox', { name: '名单' }).fill(lines)
    },
  ],
  ['sale-paste-check', (stage) => press(stage, '核对名单')],
  [
    'sale-refused',
    async (stage) => {
      await stage.page.keyboard.press('Escape')
      await press(stage, '移除第 2 位')
      await stage.staff.fault('addTemp', 'code', { code: '9999' })
      await press(stage, '提交投保单')
      await stage.page.getByRole('alert').waitFor()
    },
  ],
  ['sale-placed', ({ staff }) => staff.placeOrder()],
  ['sell-drafts', '/sell'],
]

const WORK: Scene[] = [
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

const ORDER: Scene[] = [
  ['order-unpaid', order('unpaid')],
  ['order-credit', order('credit')],
  ['order-issued', order('issued')],
  ['order-refunded', order('refunded')],
  ['order-failed', order('failed')],
  ['order-long', order('long')],
  ['order-failing', (stage) => broken('/api/orders/*', `/orders/${stage.orders['issued']?.id}`)(stage)],
  [
    'order-loading',
    (stage) => never('/api/orders/*', `/orders/${stage.orders['issued']?.id}`)(stage),
    { still: true },
  ],
  [
    'order-invoice',
    async (stage) => {
      await order('issued')(stage)
      await press(stage, '申请开票')
      await stage.page.getByRole('dialog').getByText('公司', { exact: true }).click()
    },
  ],
  [
    'order-surrender',
    async (stage) => {
      await order('issued')(stage)
      await stage.page.getByText('变更', { exact: true }).click()
      await press(stage, '退保')
    },
  ],
  [
    'order-calls',
    async (stage) => {
      await order('issued')(stage)
      await stage.page.getByText('平台调用记录').click()
      await stage.page.getByRole('table', { name: '平台调用记录' }).waitFor()
    },
  ],
  [
    'order-uncertain',
    async (stage) => {
      await stage.staff.fault('addTemp', 'html', { times: 9 })
      await visit(stage, `/orders/${(await stage.staff.order({ people: 1 })).id}`)
    },
  ],
]

/** Customer pages, ours and the platform's. */
const CUSTOMER: Scene[] = [
  ['buy', async (stage) => stage.page.goto((await link(stage)).url)],
  [
    'buy-period',
    async (stage) => {
      await stage.page.getByText('计划一', { exact: true }).click()
      await press(stage, '下一步')
      await press(stage, '3 天')
    },
  ],
  ['buy-people', (stage) => press(stage, '下一步')],
  [
    'buy-people-wrong',
    async (stage) => {
      await stage.page.getByLabel('证件号').fill('110101199003071090')
      await press(stage, '下一步')
    },
  ],
  [
    'buy-paste',
    async (stage) => {
      await press(stage, '粘贴名单')
      await stage.page.getByRole('textbox', { name: '名单' }).fill(PASTED)
    },
  ],
  [
    'buy-paste-check',
    async (stage) => {
      await press(stage, '核对名单')
      await press(stage, '修改王小明')
    },
  ],
  [
    'buy-group',
    async (stage) => {
      await stage.page.getByLabel('这些人是投保人的').selectOption('other')
      await stage.page.getByRole('button', { name: /^加入/ }).click()
      await press(stage, '返回')
      await stage.page.getByLabel('姓名').fill(LI_LEI.name)
      await stage.page.getByLabel('证件号').fill(LI_LEI.cardNo)
      await stage.page.getByLabel('手机号').fill(LI_LEI.mobile)
    },
  ],
  [
    'buy-person',
    async (stage) => {
      await stage.page.getByRole('button', { name: /王小明/ }).click()
    },
  ],
  [
    'buy-notice',
    async (stage) => {
      await stage.page.getByLabel('出生日期').fill('1988-02-29')
      await stage.page.getByLabel('性别').selectOption('F')
      await press(stage, '完成')
      await press(stage, '下一步')
      await stage.page.getByRole('heading', { name: '投保提示' }).waitFor()
    },
  ],
  [
    'buy-review',
    async (stage) => {
      await passNotice(stage.page)
      await stage.page.getByRole('heading', { name: '核对并确认' }).waitFor()
    },
  ],
  ['buy-consents-missing', (stage) => press(stage, '去支付')],
  [
    'buy-ordered',
    async (stage) => {
      const { page } = stage
      for (const consent of await page.getByRole('group', { name: '确认与同意' }).getByRole('checkbox').all())
        await consent.check()
      await press(stage, '去支付')
      await page.waitForURL('**/pages/insure/**')
      await page.goBack()
      await page.getByRole('link', { name: '去收银台' }).waitFor()
    },
  ],
  [
    'buy-evidence',
    async (stage) => {
      await visit(stage, '/orders')
      await stage.page
        .getByRole('link', { name: /旅途无忧/ })
        .first()
        .click()
      await stage.page.getByRole('link', { name: '销售过程' }).click()
      await stage.page.getByText(/记录完整/).waitFor()
    },
  ],
  [
    'buy-evidence-replay',
    async (stage) => {
      await stage.page.getByRole('link', { name: '回放' }).click()
      await press(stage, '开始回放')
      await stage.page.getByRole('slider', { name: '位置' }).press('End')
    },
  ],
  ['evidence-check', '/evidence'],
  ['buy-unknown', (stage) => stage.page.goto(`${stage.portal.url}/buy/unknown`)],
  ['embed-inline', embedded('accent="#7a1f5c" radius="12"')],
  ['embed-card', embedded('mode="card"')],
  ['embed-unlicensed', embedded('', { licensed: false })],
  ['own-order-issued', ownOrder('issued')],
  [
    'own-order-proof',
    async (stage) => {
      await ownOrder('issued')(stage)
      await press(stage, /保单/)
      await stage.page.getByRole('dialog').waitFor()
    },
  ],
  ['own-order-unpaid', ownOrder('unpaid')],
  ['own-order-refunded', ownOrder('refunded')],
  ['platform-insure', ({ page, orders }) => page.goto(orders['unpaid']?.cashierUrl ?? '')],
  [
    'platform-cashier',
    async ({ page }) => {
      await page.getByLabel('我已阅读').check()
      await page.getByRole('button', { name: '立即投保' }).click()
      await page.getByRole('button', { name: /确认支付/ }).waitFor()
    },
  ],
  [
    'return-confirming',
    async ({ page }) => {
      await page.getByRole('link', { name: /返回商家/ }).click()
      await page.waitForURL('**/return/**')
    },
  ],
  [
    'return-unpaid',
    ({ page }) => page.getByRole('heading', { name: '平台还没有收到付款' }).waitFor({ timeout: 20_000 }),
  ],
  [
    'return-issued',
    async ({ page, orders }) => {
      await page.goto(orders['paying']?.cashierUrl ?? '')
      await payAtCashier(page)
      await page.getByRole('heading', { name: '投保成功' }).waitFor({ timeout: 20_000 })
    },
  ],
  [
    'platform-list',
    async (stage) => {
      const { url } = await stage.staff.ask<{ url: string }>(
        'GET',
        `/api/members/${await stage.staff.prepare()}/platform-orders`,
      )
      await stage.page.goto(url)
    },
  ],
  [
    'platform-order',
    ({ page }) =>
      page
        .getByRole('link', { name: /详情|查看/ })
        .first()
        .click(),
  ],
  ['platform-terms', platform('/pages/terms/200207/clauses')],
  ['sandbox', platform('/sandbox')],
  ['sandbox-calls', platform('/sandbox/calls')],
  ['sandbox-orders', platform('/sandbox/orders')],
  ['sandbox-notifications', platform('/sandbox/notifications')],
  ['sandbox-verify', platform('/sandbox/verify')],
  ['sandbox-magic', platform('/sandbox/magic')],
]

test.setTimeout(20 * 60_000)

test('every page in its states', async ({ staff, page, portal, browser }) => {
  const visitor = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })
  await take({ staff, page: await visitor.newPage(), portal, orders: {} }, EMPTY.slice(0, 2))
  await visitor.close()
  await take({ staff, page, portal, orders: {} }, EMPTY.slice(2))
  await staff.prepare()
  const orders = {
    unpaid: await staff.order(),
    paying: await staff.order({ people: 1 }),
    credit: await staff.order({ payType: 'credit' }),
    issued: await staff.issuedOrder({ people: 3 }),
    refunded: await staff.issuedOrder({ people: 1 }),
    failed: await staff.order({ people: 1 }),
    long: await staff.order({
      holder: LONG,
      insured: [
        { ...LONG, relation: 'self' },
        { ...LONG, cardNo: 'E87654321', relation: 'spouse' },
      ],
    }),
  }
  await staff.onPlatform(orders.credit, 'confirm')
  await staff.onPlatform(orders.refunded, 'surrender')
  await staff.onPlatform(orders.failed, 'cancel')
  for (const { id } of [orders.credit, orders.failed, orders.refunded])
    await staff.ask('POST', `/api/orders/${id}/refresh`, {})
  const stage = { staff, page, portal, orders }
  for (const scenes of [SALE, WORK, ORDER, CUSTOMER]) await take(stage, scenes)
})

test('the kit', async ({ page }) => {
  const portal = await startPortal({}, '--dev')
  await take({ page, portal, orders: {} } as unknown as Stage, [['kit', '/kit']])
  await portal.stop()
})
