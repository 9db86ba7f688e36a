import { expect, test } from 'vitest'
import type { OrderActionName } from '#contract/order-actions.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Role } from '#contract/session.ts'
import { type ActionFacts, orderActions } from './order-actions.ts'

const AT = new Date('2026-12-01T00:00:00Z')
const unpaid: ActionFacts = {
  status: 'unpaid',
  pay_type: 'cash',
  temp_order_code: 'T1',
  cashier_url: 'https://cashier.aigobo.cn/T1',
  payment: null,
  closed_at: null,
  amount: null,
  surrender_requested_at: null,
  invoice_support: 2,
  invoice_status: 0,
  invoice_requested_at: null,
  invoice_lost: false,
  erased_at: null,
  policies: [],
  withdrawable: false,
  asksPayer: false,
  begun: false,
  changing: false,
  peopleKnown: true,
  isGroup: false,
  anybody: true,
}
const policies = (...statuses: (OrderStatus | null)[]) => statuses.map((status) => ({ status }))
const issued: ActionFacts = { ...unpaid, status: 'issued', amount: 600, policies: policies('issued') }
const credit: ActionFacts = { ...unpaid, pay_type: 'credit', amount: 600 }

const cases: [OrderActionName, string, ActionFacts, Role, string | null][] = [
  ['pay', 'unpaid', unpaid, 'clerk', null],
  [
    'pay',
    'without an answer',
    { ...unpaid, status: 'uncertain', temp_order_code: null },
    'clerk',
    'not-placed',
  ],
  ['pay', 'refused', { ...unpaid, status: 'failed', temp_order_code: null }, 'clerk', 'order-failed'],
  ['pay', 'issued', issued, 'clerk', 'not-unpaid'],
  ['pay', 'with a foreign cashier', { ...unpaid, cashier_url: null }, 'clerk', 'cashier-missing'],
  ['send', 'unpaid', unpaid, 'clerk', null],
  ['send', 'failed', { ...unpaid, status: 'failed' }, 'clerk', 'order-failed'],
  ['send', 'erased', { ...issued, erased_at: AT }, 'clerk', 'erased'],
  ['refresh', 'erased', { ...issued, erased_at: AT }, 'clerk', 'erased'],
  ['refresh', 'uncertain', { ...unpaid, status: 'uncertain', temp_order_code: null }, 'clerk', null],
  ['refresh', 'refused', { ...unpaid, status: 'failed', temp_order_code: null }, 'clerk', 'order-failed'],
  ['confirm-payment', 'cash', unpaid, 'manager', 'not-credit'],
  ['confirm-payment', 'by credit', credit, 'manager', null],
  ['confirm-payment', 'by credit', credit, 'clerk', 'managers-only'],
  ['confirm-payment', 'without an amount', { ...credit, amount: null }, 'manager', 'amount-unknown'],
  ['confirm-payment', 'told', { ...credit, payment: 'paid' }, 'manager', 'payment-settled'],
  ['confirm-payment', 'failed once', { ...credit, status: 'failed', payment: 'failed' }, 'manager', null],
  ['confirm-payment', 'issued', { ...credit, status: 'issued' }, 'manager', 'not-unpaid'],
  ['pay', 'closed', { ...unpaid, closed_at: AT }, 'clerk', 'closed'],
  ['close', 'unpaid', unpaid, 'clerk', null],
  ['close', 'closed', { ...unpaid, closed_at: AT }, 'clerk', 'closed'],
  ['close', 'issued', issued, 'clerk', 'not-unpaid'],
  ['close', 'reported as paid', { ...credit, payment: 'paid' }, 'clerk', 'payment-settled'],
  ['close', 'reported as not paid', { ...credit, payment: 'failed' }, 'clerk', null],
  ['reopen', 'closed', { ...unpaid, closed_at: AT }, 'clerk', null],
  ['reopen', 'unpaid', unpaid, 'clerk', 'not-closed'],
  ['reopen', 'closed and begun', { ...unpaid, closed_at: AT, begun: true }, 'clerk', 'cover-begun'],
  ['invoice', 'issued', issued, 'clerk', null],
  ['invoice', 'unpaid', unpaid, 'clerk', 'not-issued'],
  ['invoice', 'without support', { ...issued, invoice_support: 0 }, 'clerk', 'invoice-unsupported'],
  ['invoice', 'asked', { ...issued, invoice_requested_at: AT }, 'clerk', 'invoice-exists'],
  ['invoice', 'lost', { ...issued, invoice_lost: true, invoice_status: 2 }, 'clerk', 'invoice-exists'],
  ['invoice', 'failed before', { ...issued, invoice_requested_at: AT, invoice_status: 2 }, 'clerk', null],
  ['invoice', 'made', { ...issued, invoice_status: 1 }, 'clerk', 'invoice-exists'],
  ['invoice', 'erased', { ...issued, erased_at: AT }, 'clerk', 'erased'],
  ['surrender', 'issued', issued, 'manager', null],
  ['surrender', 'issued', issued, 'clerk', 'managers-only'],
  ['surrender', 'unpaid', unpaid, 'manager', 'not-issued'],
  ['surrender', 'asked', { ...issued, surrender_requested_at: AT }, 'manager', 'surrender-stands'],
  ['surrender', 'ended', { ...issued, policies: policies('surrendered') }, 'manager', 'nothing-left'],
  ['surrender', 'mixed', { ...issued, policies: policies('surrendered', null) }, 'manager', null],
  ['surrender', 'erased', { ...issued, erased_at: AT }, 'manager', 'erased'],
  ['change', 'issued', issued, 'manager', null],
  ['change', 'issued', issued, 'clerk', 'managers-only'],
  ['change', 'in a change', { ...issued, changing: true }, 'manager', 'change-open'],
  ['change', 'filled in by the customer', { ...issued, peopleKnown: false }, 'manager', 'people-unknown'],
  ['change', 'a group', { ...issued, isGroup: true }, 'manager', 'group-policy'],
  ['change', 'unpaid', unpaid, 'manager', 'not-issued'],
  ['withdraw', 'without a claim', issued, 'manager', 'no-surrender'],
  ['withdraw', 'early', { ...issued, surrender_requested_at: AT }, 'manager', 'withdraw-early'],
  ['withdraw', 'late', { ...issued, surrender_requested_at: AT, withdrawable: true }, 'manager', null],
  [
    'withdraw',
    'late',
    { ...issued, surrender_requested_at: AT, withdrawable: true },
    'clerk',
    'managers-only',
  ],
  ['show-people', 'issued', issued, 'manager', null],
  ['show-people', 'empty', { ...unpaid, anybody: false }, 'manager', 'nobody'],
  ['show-people', 'issued', issued, 'clerk', 'managers-only'],
  ['erase', 'issued', issued, 'admin', null],
  ['erase', 'unpaid', unpaid, 'admin', 'still-needed'],
  ['erase', 'issued', issued, 'manager', 'admins-only'],
  ['erase', 'erased', { ...issued, erased_at: AT }, 'admin', 'erased'],
]

test.each(cases)('%s on an order that is %s: %#', (name, _state, facts, role, why) => {
  const action = orderActions(facts, role).find((one) => one.name === name)
  expect(action).toEqual({ name, allowed: why === null, why })
})
