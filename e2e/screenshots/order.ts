import { askOpening, asAdministrator, sealedOrder, surrenderedOrder } from '../sealed-order.ts'
import type { Scene, Stage } from './stage.ts'
import { broken, never, press, visit } from './steps.ts'

/** A page of another administrator. */
const another = async ({ staff, page }: Stage) => {
  const context = await page.context().browser()?.newContext()
  if (!context) throw new Error('no browser')
  return asAdministrator(staff, await context.newPage())
}
const order = (which: string) => (stage: Stage) => visit(stage, `/orders/${stage.orders[which]?.id}`)

export const ORDER: Scene[] = [
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
  ['order-change', async (stage) => visit(stage, `/orders/${stage.orders['issued']?.id}/change`)],
  ['order-change-dates', (stage) => stage.page.getByText('改期', { exact: true }).click()],
  ['order-change-missing', (stage) => press(stage, /退保.*重新出单/)],
  [
    'order-change-filled',
    async (stage) => {
      await stage.page.getByRole('checkbox').first().check()
      await stage.page.getByRole('button', { name: '3 天', exact: true }).click()
    },
  ],
  [
    'order-change-failing',
    async (stage) => {
      await stage.page.route('**/api/orders/*/change', (route) => route.abort())
      await press(stage, /退保.*重新出单/)
      await stage.page.getByRole('alert').first().waitFor()
    },
  ],
  ['order-change-impossible', (stage) => visit(stage, `/orders/${stage.orders['unpaid']?.id}/change`)],
  [
    'order-seal',
    async (stage) => {
      await visit(stage, `/orders/${(await surrenderedOrder(stage.staff)).id}`)
      await stage.page.locator('summary').filter({ hasText: '更多操作' }).click()
      await press(stage, '封存个人信息')
    },
  ],
  ['order-sealed', async (stage) => visit(stage, `/orders/${await sealedOrder(stage.staff)}`)],
  [
    'order-opening',
    async (stage) => {
      const id = await sealedOrder(stage.staff)
      await askOpening(stage.staff, await another(stage), id)
      await visit(stage, `/orders/${id}`)
      await stage.page.getByRole('button', { name: '批准', exact: true }).waitFor()
    },
  ],
  [
    'order-opened',
    async (stage) => {
      const id = await sealedOrder(stage.staff)
      await askOpening(stage.staff, await another(stage), id)
      await visit(stage, `/orders/${id}`)
      await press(stage, '批准')
      await press(stage, '已核对文书，批准调取')
      await press(stage, '查看资料')
      await stage.page.getByRole('region', { name: '封存的资料' }).waitFor()
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
