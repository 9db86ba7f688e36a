import { payAtCashier } from '../customer.ts'
import type { Scene, Stage } from './stage.ts'
import { press } from './steps.ts'

/** The customer's view of an order. */
const ownOrder =
  (which: string) =>
  async ({ staff, page, orders }: Stage) =>
    page.goto((await staff.ask<{ url: string }>('POST', `/api/orders/${orders[which]?.id}/own-link`, {})).url)

const platform = (path: string) => (stage: Stage) => stage.page.goto(stage.portal.sandboxUrl + path)

/** After the purchase: the customer’s order, the platform’s pages and the sandbox. */
export const AFTERWARDS: Scene[] = [
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
  ['developers', '/developers'],
  ['developers-zh', '/developers/zh'],
  ['developers-reference', '/developers/reference'],
  ['sandbox', platform('/sandbox')],
  ['sandbox-calls', platform('/sandbox/calls')],
  ['sandbox-orders', platform('/sandbox/orders')],
  ['sandbox-notifications', platform('/sandbox/notifications')],
  ['sandbox-verify', platform('/sandbox/verify')],
  ['sandbox-magic', platform('/sandbox/magic')],
]
