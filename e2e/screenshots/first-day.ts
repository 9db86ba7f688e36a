import type { Scene } from './stage.ts'
import { press } from './steps.ts'

const UNKNOWN_TOKEN = '0'.repeat(32)

/** A portal on its first day. */
export const EMPTY: Scene[] = [
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
  ['return-unknown', `/return/${UNKNOWN_TOKEN}`],
  ['own-order-unknown', `/o/${UNKNOWN_TOKEN}`],
  ['lookup', '/lookup'],
]
