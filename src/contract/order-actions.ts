import * as z from 'zod/mini'

/** The actions of staff on an order. */
export const ORDER_ACTIONS = [
  'pay',
  'send',
  'refresh',
  'confirm-payment',
  'close',
  'reopen',
  'invoice',
  'surrender',
  'change',
  'withdraw',
  'show-people',
  'erase',
] as const
export type OrderActionName = (typeof ORDER_ACTIONS)[number]

/** Why an action is not possible now. `ACTION_WHY_WORDS` has the sentences. */
export const ACTION_WHYS = [
  'managers-only',
  'admins-only',
  'erased',
  'not-placed',
  'not-unpaid',
  'cashier-missing',
  'payer-unnamed',
  'closed',
  'not-closed',
  'cover-begun',
  'order-failed',
  'not-credit',
  'amount-unknown',
  'payment-settled',
  'not-issued',
  'surrender-stands',
  'nothing-left',
  'change-open',
  'people-unknown',
  'group-policy',
  'no-surrender',
  'withdraw-early',
  'invoice-unsupported',
  'invoice-exists',
  'nobody',
  'still-needed',
] as const
export type ActionWhy = (typeof ACTION_WHYS)[number]

/** `why` is null when the action is allowed. */
export const OrderAction = z.object({
  name: z.enum(ORDER_ACTIONS),
  allowed: z.boolean(),
  why: z.nullable(z.enum(ACTION_WHYS)),
})
export type OrderAction = z.infer<typeof OrderAction>

/** Why `name` is not possible; null when it is. */
export function whyNot(
  { actions }: { actions: readonly OrderAction[] },
  name: OrderActionName,
): ActionWhy | null {
  const action = actions.find((one) => one.name === name)
  return action?.allowed ? null : (action?.why ?? null)
}
