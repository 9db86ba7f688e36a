import { expect, test } from 'vitest'
import type { Order } from '../../contract/orders.ts'
import { differencesOf } from './differences.ts'

const order = (platform: object | null, startDate = '2026-12-01') =>
  ({
    productCode: '200207',
    placedPeriod: { startDate: '2026-12-01', endDate: '2026-12-03' },
    startDate,
    endDate: '2026-12-03',
    holder: { name: '李雷' },
    insured: [{ name: '李雷' }, { name: '韩梅梅' }],
    platform,
  }) as unknown as Order

const same = {
  productCode: '200207',
  safeguardPeriod: '2026-12-01至2026-12-03',
  holder: { name: '李雷' },
  enterprise: null,
  insured: [{ name: '韩梅梅' }, { name: '李雷' }],
}

test('nothing differs before the platform answered, nor when it agrees in another order', () => {
  expect(differencesOf(order(null))).toEqual([])
  expect(differencesOf(order(same))).toEqual([])
})

test('a changed period, a company as holder and other people are told', () => {
  const changed = {
    ...same,
    enterprise: { name: '湖畔旅行社' },
    insured: [{ name: '李雷' }],
  }
  expect(differencesOf(order(changed, '2026-12-02')).map(({ what }) => what)).toEqual([
    'period',
    'holder',
    'people',
  ])
})
