import type { Scene, Stage } from './stage.ts'
import { broken, never, press, visit } from './steps.ts'

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
