import type { Page } from '@playwright/test'
import { ApplyInvoice } from '#contract/invoices.ts'
import { MakeLink } from '#contract/links.ts'
import { ResolveAttention, ShowPeople, SurrenderOrder } from '#contract/order-requests.ts'
import { AskOpening } from '#contract/sealed-orders.ts'
import { NamePayer } from '#contract/payers.ts'
import { PlaceOrder } from '#contract/place-order.ts'
import { LI_LEI } from '../li-lei.ts'
import { askOpening, asAdministrator, GROUND, sealedOrder } from '../sealed-order.ts'
import type { Staff } from '../staff.ts'
import { at, choose, field, fill, press, type FormCase, type Stage } from './stage.ts'

/** The menu of an order's less frequent actions. */
const MORE = /更多操作|More actions/

async function atOrder(
  stage: Stage,
  opener: RegExp,
  more: Parameters<Staff['order']>[0] = {},
  menu?: RegExp,
): Promise<Page> {
  const { id } = await stage.staff.issuedOrder(more)
  const page = await at(stage, `/orders/${id}`)
  if (menu) await page.locator('summary').filter({ hasText: menu }).click()
  await press(page, opener)
  return page
}

async function sale(stage: Stage): Promise<Page> {
  await stage.staff.prepare()
  const page = await at(stage, '/sell')
  await page
    .getByRole('button', { name: /新建投保单|New application/ })
    .first()
    .click()
  await choose(page, 'productCode', '200207')
  await field(page, 'planCode').check()
  await press(page, /^(3 天|3 days)$/)
  await fill(page, { 'holder.name': LI_LEI.name, 'holder.cardNo': LI_LEI.cardNo })
  await press(page, /投保人也是被保险人|policyholder is also insured/i)
  return page
}

/** Forms of an order, from the sale on. */
export const ORDER_FORMS: readonly FormCase[] = [
  { name: 'sale', schema: PlaceOrder, open: sale },
  {
    name: 'link',
    schema: MakeLink,
    ownWords: /^(uses|days)$/,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/links/new')
      await choose(page, 'memberId')
      await choose(page, 'productCode', '200207')
      return page
    },
  },
  {
    name: 'invoice',
    schema: ApplyInvoice,
    async open(stage) {
      const page = await atOrder(stage, /申请开票|Request invoice/)
      await page.getByText(/^(公司|Company)$/).click()
      await fill(page, { invoiceTitle: '苏州湖畔旅行社有限公司', taxpayerNo: '91330100799655058B' })
      return page
    },
  },
  {
    name: 'surrender',
    schema: SurrenderOrder,
    async open(stage) {
      const page = await atOrder(stage, /^(退保|Surrender)$/, { people: 2 }, /^(变更|Change)$/)
      await page.getByRole('dialog').getByRole('checkbox').first().check()
      return page
    },
  },
  {
    name: 'show-people',
    schema: ShowPeople,
    async open(stage) {
      const page = await atOrder(stage, /显示完整信息|查看完整|Show/)
      await field(page, 'reason').selectOption({ index: 1 })
      return page
    },
  },
  {
    name: 'payer',
    schema: NamePayer,
    async open(stage) {
      const page = await at(stage, `/orders/${(await stage.staff.order()).id}`)
      await press(page, /由谁付款|Who pays/)
      await page.getByText(/^(业务员代客户付款|Staff for the customer)$/).click()
      await fill(page, { reason: '老人不会用手机，家属在场' })
      return page
    },
  },
  {
    name: 'settle',
    schema: ResolveAttention,
    async open(stage) {
      const { staff } = stage
      const order = await staff.order({ payType: 'credit' })
      await staff.onPlatform(order, 'confirm')
      await staff.ask('POST', `/api/orders/${order.id}/refresh`, {})
      const memberId = await staff.prepare()
      await staff.control('POST', `/members/${memberId}`, { credit: 0 })
      await stage.page.request.post(`${staff.portal.url}/api/orders/${order.id}/payment`, {
        data: { txnStatus: 'paid' },
        headers: { origin: staff.portal.url },
      })
      await staff.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
      const page = await at(stage, `/orders/${order.id}`)
      await press(page, /标为已处理|Resolve/)
      return page
    },
  },
  {
    name: 'erase-people',
    async open(stage) {
      return atOrder(stage, /[封删][存除]个人信息|Seal|Erase/, {}, MORE)
    },
  },
  {
    name: 'ask-opening',
    schema: AskOpening,
    async open(stage) {
      const page = await at(stage, `/orders/${await sealedOrder(stage.staff)}`)
      await press(page, /^(申请调取|Ask to open)$/)
      await fill(page, { ground: GROUND })
      return page
    },
  },
  {
    name: 'approve-opening',
    async open(stage) {
      const id = await sealedOrder(stage.staff)
      await askOpening(stage.staff, await asAdministrator(stage.staff, await stage.newPage()), id)
      const page = await at(stage, `/orders/${id}`)
      await press(page, /^(批准|Approve)$/)
      return page
    },
  },
  {
    name: 'change-order',
    async open(stage) {
      const { id } = await stage.staff.issuedOrder({ people: 2 })
      const page = await at(stage, `/orders/${id}/change`)
      await page.getByText(/^(改期|Dates)$/).click()
      await field(page, 'policyCodes').check()
      await fill(page, { startDate: '2027-01-05 2027-01-07' })
      return page
    },
  },
  {
    name: 'close-order',
    async open(stage) {
      const { id } = await stage.staff.order()
      const page = await at(stage, `/orders/${id}`)
      await page.locator('summary').filter({ hasText: MORE }).click()
      await press(page, /^(关闭订单|Close order)$/)
      return page
    },
  },
  {
    name: 'credit-payment',
    async open(stage) {
      const order = await stage.staff.order({ payType: 'credit' })
      await stage.staff.onPlatform(order, 'confirm')
      await stage.staff.ask('POST', `/api/orders/${order.id}/refresh`, {})
      const page = await at(stage, `/orders/${order.id}`)
      await press(page, /^(确认已收款|Payment received)$/)
      return page
    },
  },
  {
    name: 'revoke-payment-key',
    async open(stage) {
      const page = await at(stage, '/admin/payment-keys')
      if ((await page.getByRole('row').count()) === 0) await press(page, /生成密钥|Create/)
      await page.getByRole('table').getByRole('button').first().click()
      return page
    },
  },
]
