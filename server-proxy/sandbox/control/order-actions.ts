import { z } from 'zod'
import { shanghaiDay } from '#contract/days.ts'
import {
  confirmOrder,
  isOpen,
  issueOrder,
  payOrder,
  policyCodes,
  refund,
  surrender,
} from '../business/lifecycle.ts'
import { productOf } from '../business/catalogue.ts'
import { bodyOf, queueNotification } from '../business/notifications.ts'
import { faultsOf } from '../pages/insure-form.ts'
import { prefilled } from '../pages/insure-page.ts'
import type { Platform } from '../platform.ts'
import type { Order } from '../store/records.ts'
import type { Store } from '../store/store.ts'

export const ORDER_ACTIONS = [
  'confirm',
  'pay',
  'issue',
  'surrender',
  'refund',
  'cancel',
  'expire',
  'label',
  'hide-policies',
  'renumber-policies',
  'shorten-people',
  'unnumber-person',
  'show-policies',
] as const

export const orderAction = z.strictObject({
  action: z.enum(ORDER_ACTIONS),
  /** For `label`: what 7.11 answers; null for the state's own. */
  label: z.string().max(64).nullable().optional(),
  /** For `confirm` and `pay`: the plan that the customer confirms; default: the page's first. */
  planCode: z.string().optional(),
  /** For `surrender` and `refund`; default: all. */
  policyCodes: z.array(z.string()).optional(),
})

export const orderNotification = z.strictObject({
  event: z.enum(['deliver', 'return', 'refund']),
  policyCode: z.string().optional(),
  success: z.boolean().optional(),
  /** Sent unchanged instead of the usual fields. */
  body: z.string().max(1_000_000).optional(),
  /** Instead of the order's own address. */
  url: z.url().optional(),
  times: z.int().min(1).max(1_000).default(1),
})

/** By tempOrderCode, orderCode or outSerialNo. */
export function findOrder(store: Store, code: string): Order | null {
  return (
    store.order('temp_order_code', code) ??
    store.order('order_code', code) ??
    store.order('out_serial_no', code)
  )
}

class Impossible extends Error {
  readonly statusCode = 409
}

/** Acts as the customer, the insurer or the platform; `pay` confirms first. Returns the order afterwards. */
export function actOnOrder(
  platform: Platform,
  order: Order,
  { action, label, planCode, policyCodes: chosen }: z.infer<typeof orderAction>,
): Order | null {
  const { store, now } = platform
  const today = shanghaiDay(now())
  const confirmed = () => {
    if (!isOpen(order)) throw new Impossible(`the order is ${order.state}`)
    const filled = prefilled(order, today)
    const form = planCode === undefined ? filled : { ...filled, planCode }
    const faults = [...faultsOf(form, productOf(order), today, true)].map((fault) => fault.join(' '))
    if (faults.length > 0) throw new Impossible(`the customer could not confirm it: ${faults.join('; ')}`)
    return confirmOrder(platform, order, form)
  }
  return store.transaction(() => {
    switch (action) {
      case 'confirm':
        confirmed()
        break
      case 'pay':
        payOrder(
          platform,
          order.orderCode && planCode === undefined ? order : confirmed(),
          order.payType === 1 ? 'credit' : 'wechat',
        )
        break
      case 'issue':
        issueOrder(platform, order)
        break
      case 'surrender':
        if (!surrender(platform, order, chosen ?? null)) throw new Impossible('it cannot be surrendered')
        break
      case 'refund':
        refund(platform, order, chosen ?? policyCodes(order.policies))
        break
      case 'cancel':
      case 'expire':
        if (!isOpen(order)) throw new Impossible(`the order is ${order.state}`)
        store.saveOrder({ ...order, state: action === 'cancel' ? 'cancelled' : 'expired' })
        break
      case 'label':
        store.saveOrder({ ...order, label: label ?? null })
        break
      case 'hide-policies':
        store.saveOrder({ ...order, policiesShown: 'hidden' })
        break
      case 'renumber-policies':
        store.saveOrder({ ...order, policiesShown: 'renumbered' })
        break
      case 'shorten-people':
        store.saveOrder({ ...order, policiesShown: 'one-person' })
        break
      case 'unnumber-person':
        store.saveOrder({ ...order, policiesShown: 'number-missing' })
        break
      case 'show-policies': {
        const { policiesShown: _, ...shown } = order
        store.saveOrder(shown)
        break
      }
    }
    return store.order('temp_order_code', order.tempOrderCode)
  })
}

/** Sends a notification without an event: forged, repeated, early or malformed. */
export function notifyByHand(
  platform: Platform,
  order: Order,
  { event, policyCode, success, body, url, times }: z.infer<typeof orderNotification>,
): void {
  const first = policyCodes(order.policies)[0] ?? ''
  const text = body ?? bodyOf(order, { policyCode: policyCode ?? first, success: success ?? true })
  for (let sent = 0; sent < times; sent++)
    queueNotification(platform, order, { event, body: text, wait: 0, ...(url && { url }) })
}
