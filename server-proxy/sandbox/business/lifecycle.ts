import { shanghaiDay } from '#contract/days.ts'
import { type Platform, scenarioOf, shanghaiTime } from '../platform.ts'
import type { Enterprise, Invoice, Order, Person, Policy } from '../store/records.ts'
import { planOf, priceOf, productOf } from './catalogue.ts'
import { announce } from './notifications.ts'

/** The values that the customer confirms on the insure page. */
export type Confirmation = {
  planCode: string
  startDate: string
  endDate: string
  holder: Person | null
  enterprise: Enterprise | null
  insured: Person[]
}

export const isOpen = (order: Order) => order.state === 'unpaid' || order.state === 'payment-failed'
/** Payable amount in fen. */
export const payable = (order: Order) => order.amount - order.reduction

/** 立即投保: gives the pre-order a number and an amount; it can be confirmed again until it is paid. */
export function confirmOrder(platform: Platform, order: Order, form: Confirmation): Order {
  const { store, now } = platform
  const product = productOf(order)
  const plan = planOf(product, form.planCode)
  if (!plan) throw new Error(`product ${product.productCode} has no plan`)
  const scenario = scenarioOf(platform, order)
  const each = priceOf(plan, form.startDate, form.endDate) + (scenario.amount === 'dearer' ? 100 : 0)
  const amount = each * form.insured.length
  const confirmed: Order = {
    ...order,
    ...form,
    planCode: plan.planCode,
    amount,
    reduction: scenario.amount === 'reduced' ? Math.floor(amount / 10) : 0,
    orderCode: order.orderCode ?? `I${10_136_010 + store.next('order')}`,
    createTime: order.createTime || shanghaiTime(now()),
    state: 'unpaid',
  }
  if (scenario.holder === 'enterprise' && !confirmed.enterprise)
    confirmed.enterprise = companyOf(platform, order)
  store.saveOrder(confirmed)
  return confirmed
}

function companyOf({ store }: Platform, order: Order): Enterprise {
  const member = store.member('member_id', order.memberId)
  return {
    name: member?.company ?? '苏州爱购保',
    creditCode: '91330100799655058B',
    mobile: member?.mobile ?? '',
    email: 'finance@example.com',
  }
}

/** Marks as paid now and issues a little later. Returns false and does nothing when it was paid before. */
export function payOrder(platform: Platform, order: Order, payMethod: string): boolean {
  if (!order.orderCode || !isOpen(order)) return false
  const { store, pace, trueNow } = platform
  store.transaction(() => {
    store.saveOrder({ ...order, state: 'paid', payMethod })
    announce(platform, order, { event: 'deliver', policyCodes: [''], stage: 'before' })
    store.addTask({
      due: trueNow() + pace.issue,
      kind: 'issue',
      tempOrderCode: order.tempOrderCode,
      data: {},
    })
  })
  return true
}

/** The insurer issues or refuses. */
export function issueOrder(platform: Platform, order: Order): void {
  if (order.state !== 'paid') return
  const { issue } = scenarioOf(platform, order)
  if (issue === 'stuck') return
  const { store, now } = platform
  if (issue === 'fails' || (issue === 'partly' && order.insured.length < 2)) {
    const failed = order.insured.map((_, place): Policy => ({ policyCode: '', place, state: 'failed' }))
    store.saveOrder({ ...order, state: 'issue-failed', policies: failed })
    announce(platform, order, { event: 'deliver', policyCodes: [''], success: false })
    return
  }
  const day = shanghaiDay(now()).replaceAll('-', '')
  const number = () => `P${day}${String(store.next('policy')).padStart(6, '0')}`
  const shared = productOf(order).isGroup ? number() : ''
  const failing = issue === 'partly' && !shared ? order.insured.length - 1 : -1
  const policies = order.insured.map(
    (_, place): Policy =>
      place === failing
        ? { policyCode: '', place, state: 'failed' }
        : { policyCode: shared || number(), place, state: 'issued' },
  )
  store.saveOrder({ ...order, state: 'issued', policies })
  announce(platform, order, { event: 'deliver', policyCodes: policyCodes(policies) })
}

/** The policies as 7.11 and 7.6 show them. */
export function shownPolicies({ policies, policiesShown }: Order): Policy[] {
  if (policiesShown === 'hidden') return []
  if (policiesShown === 'number-missing')
    return policies.map((policy, n) => (n === policies.length - 1 ? { ...policy, policyCode: '' } : policy))
  if (policiesShown !== 'renumbered') return policies
  return policies.map((policy) => ({ ...policy, policyCode: policy.policyCode && `${policy.policyCode}R` }))
}

/** The distinct policy numbers. */
export const policyCodes = (policies: readonly Policy[]) => [
  ...new Set(policies.flatMap(({ policyCode }) => policyCode || [])),
]

/**
 * 退保 of chosen policies, or of all in force; a group's policy covers everyone. Returns false when the state
 * does not allow it: nothing in force, a chosen one surrendered before, or the cover has begun.
 */
export function surrender(platform: Platform, order: Order, chosen: readonly string[] | null): boolean {
  const { store, pace, now, trueNow } = platform
  if (scenarioOf(platform, order).surrender === 'refused') return false
  if (shanghaiDay(now()) >= order.startDate) return false
  const policies = order.policies.filter(({ policyCode, state }) =>
    chosen ? chosen.includes(policyCode) : state === 'issued',
  )
  if (policies.length === 0 || policies.some(({ state }) => state !== 'issued')) return false
  const codes = policyCodes(policies)
  if (scenarioOf(platform, order).surrender === 'ignored') {
    announce(platform, order, { event: 'return', policyCodes: codes, success: false })
    return true
  }
  store.transaction(() => {
    announce(platform, order, { event: 'return', policyCodes: codes, stage: 'before' })
    store.saveOrder(withPolicies(order, codes, 'surrendering'))
    store.addTask({
      due: trueNow() + pace.surrender,
      kind: 'surrendered',
      tempOrderCode: order.tempOrderCode,
      data: { policyCodes: codes },
    })
  })
  return true
}

/** The insurer ends the policies, or restores them. */
export function finishSurrender(platform: Platform, order: Order, codes: string[]): void {
  const { store, pace, trueNow } = platform
  if (scenarioOf(platform, order).surrender === 'fails') {
    store.saveOrder(withPolicies(order, codes, 'issued'))
    announce(platform, order, { event: 'return', policyCodes: codes, success: false })
    return
  }
  store.saveOrder(withPolicies(order, codes, 'surrendered'))
  announce(platform, order, { event: 'return', policyCodes: codes })
  announce(platform, order, { event: 'refund', policyCodes: codes, stage: 'before' })
  store.addTask({
    due: trueNow() + pace.refund,
    kind: 'refunded',
    tempOrderCode: order.tempOrderCode,
    data: { policyCodes: codes },
  })
}

/** Refunds these policies to the customer or the credit account. */
export function refund(platform: Platform, order: Order, codes: string[]): void {
  const { store } = platform
  const people = order.policies.filter(({ policyCode }) => codes.includes(policyCode)).length
  const amount = Math.floor((payable(order) * people) / Math.max(1, order.insured.length))
  const member = order.payType === 1 && store.member('member_id', order.memberId)
  if (member) store.saveMember({ ...member, credit: member.credit + amount })
  const all = order.policies.every(({ state }) => state === 'surrendered' || state === 'failed')
  if (all) store.saveOrder({ ...order, state: 'refunded' })
  announce(platform, order, { event: 'refund', policyCodes: codes, amount })
}

/** The order has the state of its least advanced policy. */
function withPolicies(order: Order, codes: readonly string[], state: Policy['state']): Order {
  const policies = order.policies.map((policy) =>
    codes.includes(policy.policyCode) ? { ...policy, state } : policy,
  )
  const least = (['issued', 'surrendering', 'surrendered'] as const).find((one) =>
    policies.some((policy) => policy.state === one),
  )
  return { ...order, policies, state: least ?? order.state }
}

/** 开票: in progress now, done a little later. */
export function applyForInvoice({ store, pace, trueNow }: Platform, order: Order, invoice: Invoice): void {
  store.saveOrder({ ...order, invoice, invoiceStatus: 3 })
  const { tempOrderCode } = order
  store.addTask({ due: trueNow() + pace.invoice, kind: 'invoiced', tempOrderCode, data: {} })
}

export function finishInvoice(platform: Platform, order: Order): void {
  const { invoice } = scenarioOf(platform, order)
  const status = { ok: 1, fails: 2, partly: 4, stuck: 3 } as const
  platform.store.saveOrder({ ...order, invoiceStatus: status[invoice] })
}

/**
 * The existing invoices: one for the order, or one per policy for products with single invoices (isInvoice
 * 1).
 */
export function invoicesOf(order: Order): { policyCode: string }[] {
  if (order.invoiceStatus !== 1 && order.invoiceStatus !== 4) return []
  const codes = policyCodes(order.policies)
  const single = productOf(order).isInvoice === 1 || order.invoiceStatus === 4
  return (single && order.invoiceStatus === 1 ? codes : codes.slice(0, 1)).map((policyCode) => ({
    policyCode,
  }))
}
