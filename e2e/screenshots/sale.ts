import type { Scene } from './stage.ts'
import { press, visit } from './steps.ts'

export const SALE: Scene[] = [
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
      await press(stage, '添加产品')
      await stage.page.getByLabel('产品编号').fill('999999')
      await press(stage, /^添加$/)
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
