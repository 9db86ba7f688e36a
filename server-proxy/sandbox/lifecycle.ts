import { shanghaiDay } from '../../src/contract/days.ts'
import { findProduct, priceOf } from './catalogue.ts'
import type { SandboxOrder, SandboxPerson, SandboxStore, Task } from './store.ts'

/** Pauses between the platform's own steps, ms. */
export type Pace = { issue: number; surrender: number; refund: number; invoice: number; notify: number }
export type NotifyMode = 'normal' | 'none' | 'twice' | 'early'

export type Platform = {
  store: SandboxStore
  pace: Pace
  notifyMode: NotifyMode
  now(): number
}

export type Confirmation = {
  planCode: string
  startDate: string
  endDate: string
  holder: SandboxPerson
  insured: SandboxPerson[]
}

const shanghaiTime = (now: number) =>
  new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** 立即投保: the pre-order becomes an order with a number and an amount; it can be changed until it is paid. */
export function confirmOrder(
  { store, now }: Platform,
  order: SandboxOrder,
  form: Confirmation,
): SandboxOrder {
  const product = findProduct(order.productCode)
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode) ?? product?.plans[0]
  if (!plan) throw new Error('the product is gone')
  const next: SandboxOrder = {
    ...order,
    ...form,
    planCode: plan.planCode,
    amount: priceOf(plan, form.startDate, form.endDate, form.insured.length),
    orderCode: order.orderCode ?? `I${10_136_010 + store.next('order')}`,
    createTime: order.createTime || shanghaiTime(now()),
    label: '待支付',
  }
  store.saveOrder(next)
  return next
}

/** Money has come in (cashier, or 7.7): paid now, issued a little later. Paying twice changes nothing. */
export function payOrder({ store, pace, notifyMode, now }: Platform, order: SandboxOrder): void {
  if (!order.orderCode || !['待支付', '支付失败'].includes(order.label)) return
  store.transaction(() => {
    store.saveOrder({ ...order, label: '已支付' })
    if (notifyMode === 'early')
      store.addTask(now(), 'notify', order.tempOrderCode, { url: order.deliverNotifyUrl, success: true })
    store.addTask(now() + pace.issue, 'issue', order.tempOrderCode)
  })
}

/** 退保: chosen policies, or all of them; a group's one policy is all. False when the state does not allow it. */
export function surrender(
  { store, pace, now }: Platform,
  order: SandboxOrder,
  policyCodes: string[] | null,
): boolean {
  const chosen = order.policies.filter((policy) => !policyCodes || policyCodes.includes(policy.policyCode))
  if (chosen.length === 0 || chosen.some((policy) => policy.label !== '已承保')) return false
  const codes = chosen.map((policy) => policy.policyCode)
  store.transaction(() => {
    store.saveOrder(withPolicies(order, codes, '退保中'))
    store.addTask(now() + pace.surrender, 'surrendered', order.tempOrderCode, { policyCodes: codes })
  })
  return true
}

/** The order's label follows its policies once all of them agree. */
function withPolicies(order: SandboxOrder, codes: string[], label: string): SandboxOrder {
  const policies = order.policies.map((policy) =>
    codes.includes(policy.policyCode) ? { ...policy, label } : policy,
  )
  const same = policies.every((policy) => policy.label === label)
  return { ...order, policies, label: same ? label : order.label }
}

export function applyForInvoice(
  { store, pace, now }: Platform,
  order: SandboxOrder,
  invoice: SandboxOrder['invoice'],
): void {
  store.transaction(() => {
    store.saveOrder({ ...order, invoice, invoiceStatus: 3 })
    store.addTask(now() + pace.invoice, 'invoiced', order.tempOrderCode)
  })
}

/** Does one due step; a notification is delivered by `deliver`, which says whether it was acknowledged. */
export async function runTask(
  platform: Platform,
  task: Task,
  deliver: (url: string, body: object) => Promise<boolean>,
): Promise<void> {
  const { store, pace, now } = platform
  const order = store.order('temp_order_code', task.tempOrderCode)
  if (!order) return store.endTask(task.id)
  const codes = task.data.policyCodes ?? []
  const step = (work: () => void) =>
    store.transaction(() => {
      work()
      store.endTask(task.id)
    })
  switch (task.kind) {
    case 'issue':
      return step(() => {
        const issued = issue(store, order)
        store.saveOrder(issued)
        announce(
          platform,
          issued,
          issued.deliverNotifyUrl,
          issued.policies.map((policy) => policy.policyCode),
        )
      })
    case 'surrendered':
      return step(() => {
        store.saveOrder(withPolicies(order, codes, '已退保'))
        announce(platform, order, order.returnNotifyUrl, codes)
        store.addTask(now() + pace.refund, 'refunded', order.tempOrderCode, { policyCodes: codes })
      })
    case 'refunded':
      return step(() => {
        const all = order.policies.every((policy) => policy.label === '已退保')
        if (all) store.saveOrder({ ...order, label: '已退款' })
        announce(platform, order, order.refundNotifyUrl, codes)
      })
    case 'invoiced':
      return step(() => store.saveOrder({ ...order, invoiceStatus: 1 }))
    case 'notify': {
      const { url = '', policyCode = '', tries = 0, success = true } = task.data
      const { outSerialNo, orderCode, tempOrderCode } = order
      const taken = await deliver(url, { outSerialNo, orderCode, tempOrderCode, policyCode, success })
      return step(() => {
        // Such platforms try again with growing pauses and then give up.
        if (!taken && tries < RETRY_PAUSES.length)
          store.addTask(now() + (RETRY_PAUSES[tries] ?? 0), 'notify', tempOrderCode, {
            ...task.data,
            tries: tries + 1,
          })
      })
    }
  }
}

const RETRY_PAUSES = [2_000, 10_000, 60_000, 300_000, 1_800_000]

function issue(store: SandboxStore, order: SandboxOrder): SandboxOrder {
  const day = shanghaiDay(Date.now()).replaceAll('-', '')
  const number = () => `P${day}${String(store.next('policy')).padStart(6, '0')}`
  const group = findProduct(order.productCode)?.isGroup === true
  const shared = group ? number() : ''
  const policies = order.insured.map((person, place) => ({
    policyCode: shared || number(),
    insuredName: person.name,
    place,
    label: '已承保',
  }))
  return { ...order, label: '已承保', policies }
}

/** One notification per policy. */
function announce(
  { store, pace, notifyMode, now }: Platform,
  order: SandboxOrder,
  url: string,
  codes: string[],
): void {
  if (notifyMode === 'none' || !url) return
  for (const policyCode of new Set(codes))
    for (let copy = 0; copy < (notifyMode === 'twice' ? 2 : 1); copy++)
      store.addTask(now() + pace.notify, 'notify', order.tempOrderCode, { url, policyCode, success: true })
}
