import fc from 'fast-check'
import type { OrderUnderTest } from './world.ts'

/** Labels with which the platform may contradict its policies and itself. */
const LABELS = ['待支付', '已支付', '已承保', '退保中', '已退保', '已退款', '投保失败', '已过期', '无人知晓']

type Contradiction = { name: string; run(order: OrderUnderTest): Promise<unknown> }

const says = (name: string, action: string, more: object = {}): Contradiction => ({
  name: `contradiction: ${name}`,
  async run(order) {
    await order.act(action, more)
    await order.pullAndSeeCover()
  },
})

/** An answer whose texts the database cannot store unchanged. */
const unstorable: Contradiction = {
  name: 'contradiction: an answer that cannot be stored',
  async run(order) {
    const { platform_status } = await order.row()
    const data = {
      orderStatus: platform_status ?? '待支付',
      safeguardPeriod: '0000-01-01至0000-02-31',
      holderName: `李\u0000雷${'长'.repeat(4_000)}`,
      orderTotalAmt: null,
      insuredInfoList: [],
    }
    await order.fault('getOrderDetail', 'answer', {
      body: JSON.stringify({ code: '0000', message: '成功', data }),
    })
    await order.press('refresh', {})
  },
}

/** Temporary contradictions of the platform: policies, people and numbers vanish, change and return, labels deny them. */
export const contradictions: fc.Arbitrary<Contradiction> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      says('policies vanish', 'hide-policies'),
      says('policies change', 'renumber-policies'),
      says('people are missing', 'shorten-people'),
      says('a number is missing', 'unnumber-person'),
      says('policies come back', 'show-policies'),
      says('the label is right again', 'label', { label: null }),
      unstorable,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...LABELS).map((label) => says(`labelled ${label}`, 'label', { label })),
  },
)
