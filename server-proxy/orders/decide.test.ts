import { expect, test } from 'vitest'
import type { OrderRow } from '../store/schema/orders.ts'
import { ago, row, type Person, answer, filed, claim, BOTH, FILED, outcome } from './decide-cases.ts'

test('changes nothing for a repeated answer', () => {
  const { status, noted, up, policies, sendSurrender } = outcome(row(), FILED, answer('已承保', BOTH))
  expect({ status, noted, up, changed: policies.changed, sendSurrender }).toEqual({
    status: 'issued',
    noted: [],
    up: [],
    changed: false,
    sendSurrender: false,
  })
})

test('keeps an insured order issued when the answer has no policies and 7.6 failed', () => {
  const { status, policies } = outcome(row(), FILED, answer('已承保', []))
  expect(status).toBe('issued')
  expect(policies.gone).toEqual([])
})

test('notes the surrender of one policy although the order is issued again', () => {
  const before = claim(1, { surrender_policies: ['P1'] })
  const { status, noted, ends } = outcome(before, FILED, answer('已承保', [['P1', '已退保'], BOTH[1]!]))
  expect([status, noted, ends]).toEqual(['issued', ['status', 'policies-moved P1'], true])
})

test.each<[string, ReturnType<typeof filed>[]]>([
  ['is on file without a label', [filed('P1', null), filed('P2', '已承保')]],
  ['is not on file', [filed('P2', '已承保')]],
])('notes the surrender of a policy that %s', (_name, onFile) => {
  const said = answer('已承保', [['P1', '已退保'], BOTH[1]!])
  expect(outcome(row(), onFile, said).noted).toEqual(['policies-moved P1'])
})

test('marks a policy as gone, once, when a complete answer leaves it out', () => {
  const renumbered = answer('已承保', [BOTH[0]!, ['P3', '已承保']])
  const first = outcome(row(), FILED, renumbered)
  expect(first.policies.gone).toEqual(['P2'])
  expect(first.noted).toEqual(['policies-gone P2'])
  const known = [filed('P1'), filed('P2', '已承保', true), filed('P3')]
  expect(outcome(row(), known, renumbered).noted).toEqual([])
})

test('keeps a policy that an incomplete answer leaves out', () => {
  const { policies, status } = outcome(row(), FILED, answer('已承保', [BOTH[0]!, [null, '已承保']]))
  expect(policies.gone).toEqual([])
  expect(status).toBe('issued')
})

test('an answer with fewer people than before is incomplete', () => {
  expect(outcome(row(), FILED, answer('已承保', [BOTH[0]!])).policies.gone).toEqual([])
})

test('an answer with a person shown as not insured is complete', () => {
  const { policies } = outcome(row(), FILED, answer('已承保', [BOTH[0]!, [null, '投保失败']]))
  expect(policies.gone).toEqual(['P2'])
})

test('counts a policy again when it reappears', () => {
  const onFile = [filed('P1'), filed('P2', '已承保', true)]
  const { policies, noted } = outcome(row(), onFile, answer('已承保', BOTH))
  expect(policies.back).toEqual(['P2'])
  expect(noted).toEqual(['policies-back P2'])
})

test('sends a lost surrender again after two minutes without a trace', () => {
  const lost = { surrender_lost: true }
  expect(outcome(claim(1, lost), FILED, answer('已承保', BOTH)).sendSurrender).toBe(false)
  const again = outcome(claim(3, lost), FILED, answer('已承保', BOTH))
  expect(again).toMatchObject({ sendSurrender: true, status: 'surrendering' })
  expect(again.values).toMatchObject({ surrender_sends: 2 })
})

test('undoes a lost surrender after three sends without a trace', () => {
  const last = claim(3, { surrender_lost: true, surrender_sends: 3 })
  const { status, up, sendSurrender, ends } = outcome(last, FILED, answer('已承保', BOTH))
  expect({ status, up, sendSurrender, ends }).toEqual({
    status: 'issued',
    up: ['surrender-not-done'],
    sendSurrender: false,
    ends: true,
  })
})

test('sends no lost surrender of an order again once a part of it shows', () => {
  const lost = claim(3, { surrender_lost: true })
  const said = answer('已承保', [['P1', '退保中'], BOTH[1]!])
  const { status, sendSurrender, values } = outcome(lost, FILED, said)
  expect({ status, sendSurrender, lost: values.surrender_lost }).toEqual({
    status: 'surrendering',
    sendSurrender: false,
    lost: false,
  })
})

test('an accepted surrender without a trace needs attention after half an hour and stays open', () => {
  const early = outcome(claim(29), FILED, answer('已承保', BOTH))
  expect([early.status, early.up]).toEqual(['surrendering', []])
  const late = outcome(claim(31), FILED, answer('已承保', BOTH))
  expect([late.status, late.up, late.ends]).toEqual(['surrendering', ['surrender-unconfirmed'], false])
})

test('a return notification ends the surrender while every claimed policy is in force', () => {
  const { status, up, noted, ends } = outcome(claim(1), FILED, answer('已承保', BOTH), 'counts')
  expect({ status, up, ends }).toEqual({ status: 'issued', up: ['surrender-not-done'], ends: true })
  expect(noted).toEqual(['status', 'surrender-not-done'])
})

test.each<[string, OrderRow, ReturnType<typeof answer>]>([
  ['that shows in the label', claim(1), answer('退保中', [['P1', '退保中'], BOTH[1]!])],
  ['whose policies are not in view', claim(1), answer('已承保', [])],
])('a return notification does not end a surrender %s', (_name, before, said) => {
  const { status, up } = outcome(before, FILED, said, 'counts')
  expect([status, up]).toEqual(['surrendering', []])
})

test('a return notification ends a surrender whose own answer is missing, instead of sending it again', () => {
  const lost = claim(3, { surrender_lost: true })
  const early = outcome(lost, FILED, answer('已承保', BOTH), 'early')
  expect([early.status, early.sendSurrender]).toEqual(['surrendering', false])
  const { status, up, ends, sendSurrender } = outcome(lost, FILED, answer('已承保', BOTH), 'counts')
  expect({ status, up, ends, sendSurrender }).toEqual({
    status: 'issued',
    up: ['surrender-not-done'],
    ends: true,
    sendSurrender: false,
  })
})

test('raises attention when the platform abandons a surrender', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const onFile = [filed('P1', '退保中'), filed('P2', '退保中')]
  const { status, up, noted } = outcome(before, onFile, answer('已承保', BOTH))
  expect([status, up, noted]).toEqual(['issued', ['surrender-not-done'], ['status', 'surrender-not-done']])
})

test('raises attention when a surrender known only from the label disappears', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const { status, up, noted } = outcome(before, FILED, answer('已承保', BOTH))
  expect([status, up, noted]).toEqual(['issued', ['surrender-not-done'], ['status', 'surrender-not-done']])
})

test('raises attention when the platform abandons the surrender of a paid order', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const { status, up } = outcome(before, [], answer('已支付', []))
  expect([status, up]).toEqual(['paid', ['surrender-not-done']])
})

test('raises attention when an order without policies is cancelled during a surrender', () => {
  const { status, up, ends } = outcome(claim(1), [], answer('已取消', []))
  expect([status, up, ends]).toEqual(['failed', ['surrender-not-done'], true])
})

test('raises attention when a refunded order is in force again', () => {
  const onFile = [filed('P1', '已退款'), filed('P2', '已退款')]
  const { status, up } = outcome(row({ status: 'refunded' }), onFile, answer('已承保', BOTH))
  expect([status, up]).toEqual(['issued', ['went-back']])
})

test('keeps attention open while the label contradicts the policies', () => {
  const { status, attentions } = outcome(row(), FILED, answer('已过期', BOTH))
  expect(status).toBe('issued')
  expect(attentions).toContainEqual({ act: 'keep', reason: 'contradiction', detail: '已过期' })
})

test('notes an amount or reduction that changes after the payment', () => {
  const said = answer('已承保', BOTH, { orderTotalAmt: 700, orderReduceAmt: 50 })
  expect(outcome(row(), FILED, said).noted).toEqual(['amount-changed 600 700', 'reduction-changed 0 50'])
  expect(outcome(row({ status: 'unpaid' }), FILED, said).noted).toEqual(['status'])
})

test('keeps watching a claim, a contradiction and a failed credit payment', () => {
  expect(outcome(claim(40), FILED, answer('已承保', BOTH)).watching).toContain('surrendering')
  expect(outcome(row(), FILED, answer('已过期', BOTH)).watching).toContain('surrendered')
  const failed = row({ status: 'unpaid', pay_type: 'credit' })
  expect(outcome(failed, [], answer('支付失败', [])).watching).toEqual(['unpaid'])
  expect(outcome(row({ status: 'unpaid' }), [], answer('支付失败', [])).watching).toEqual([])
})

test('keeps watching an invoice until it is made in full or has failed', () => {
  const watching = (invoiceStatus: number) =>
    outcome(row({ invoice_requested_at: ago(60) }), FILED, answer('已承保', BOTH, { invoiceStatus })).watching
  for (const open of [0, 3, 4]) expect(watching(open)).toContain('invoicing')
  for (const done of [1, 2]) expect(watching(done)).not.toContain('invoicing')
})

test('keeps watching an invoice made in part when an attempt to complete it is lost', () => {
  const before = row({ invoice_requested_at: ago(60), invoice_lost: true, invoice_status: 4 })
  const { watching, values, up } = outcome(before, FILED, answer('已承保', BOTH, { invoiceStatus: 4 }))
  expect(up).toEqual(['invoice-not-done'])
  expect(values).toMatchObject({ invoice_lost: false })
  expect(values).not.toHaveProperty('invoice_requested_at')
  expect(watching).toContain('invoicing')
})

test('a return notification does not end a surrender while the label shows another one', () => {
  const before = claim(1, { surrender_policies: ['P1'] })
  const said = answer('退保中', [BOTH[0]!, ['P2', '退保中']])
  expect(outcome(before, FILED, said, 'counts').ends).toBe(false)
})

test('raises attention and does not resend when a claimed order is issued against its label', () => {
  const before = row({ surrender_requested_at: ago(3), surrender_lost: true, surrender_sends: 1 })
  const { sendSurrender, up } = outcome(before, FILED, answer('已过期', BOTH))
  expect([sendSurrender, up]).toEqual([false, ['contradiction', 'surrender-not-done']])
  expect(outcome(before, [], answer('已取消', [])).up).toEqual(['surrender-not-done'])
})

test('raises attention when the platform abandons the surrender of a policy, though its order stays issued', () => {
  const onFile = [filed('P1', '退保中'), filed('P2')]
  expect(outcome(row(), onFile, answer('已承保', BOTH)).up).toEqual(['surrender-not-done'])
})

test('raises attention when a refunded order without policies is labelled paid again', () => {
  const { status, up } = outcome(row({ status: 'refunded' }), [], answer('已支付', []))
  expect([status, up]).toEqual(['paid', ['went-back']])
})

test('an answer is incomplete when policy files name fewer policies than people', () => {
  const said = answer('已承保', [
    [null, '已承保'],
    [null, '已承保'],
  ])
  const policyDetailList = [{ insuredName: null, policyCode: 'P1', policyUrl: null, certificateUrl: null }]
  const files = { tempOrderCode: null, orderCode: null, isGroup: false, companyName: null, policyDetailList }
  expect(outcome(row(), FILED, { ...said, files }).policies.gone).toEqual([])
})

test('a label of an end without policies leaves an insured order issued and raises attention', () => {
  const { status, up, policies } = outcome(row(), FILED, answer('已退款', []))
  expect([status, up, policies.gone]).toEqual(['issued', ['contradiction'], []])
})

test('people whose policies ended count as ended although the answer no longer names their numbers', () => {
  const gone: Person = [null, '已退款']
  const { status, up } = outcome(row(), FILED, answer('已退款', [gone, gone]))
  expect([status, up]).toEqual(['refunded', []])
  const mixed = answer('已退款', [gone, [null, '已承保']])
  expect(outcome(row(), FILED, mixed).status).toBe('issued')
})

test('a surrender of one policy stays open under a label of an end that names none, and is not repeated', () => {
  const before = claim(3, { surrender_policies: ['P1'], surrender_lost: true })
  const { status, up, ends, sendSurrender } = outcome(before, FILED, answer('已退保', []))
  expect({ status, up, ends, sendSurrender }).toEqual({
    status: 'surrendering',
    up: ['contradiction'],
    ends: false,
    sendSurrender: false,
  })
  expect(outcome({ ...before, surrender_requested_at: ago(31) }, FILED, answer('已退保', [])).up).toEqual([
    'contradiction',
    'surrender-unconfirmed',
  ])
})

test('a claim on a changed number stays open while the rest of the order has cover', () => {
  const before = claim(1, { surrender_policies: ['P2'] })
  const renumbered = answer('已退款', [
    ['P1R', '已承保'],
    ['P2R', '已退保'],
  ])
  const { status, ends } = outcome(before, FILED, renumbered)
  expect([status, ends]).toEqual(['surrendering', false])
})

test('reopens a closed order, with attention, when it was paid all the same', () => {
  const closed = row({ status: 'unpaid', platform_status: '待支付', closed_at: ago(60) })
  const { status, values, noted, up } = outcome(closed, [], answer('已支付', []))
  expect([status, values.closed_at]).toEqual(['paid', null])
  expect([noted, up]).toEqual([['status', 'reopened'], ['paid-after-close']])
})

test.each(['待支付', '已过期'])('keeps a closed order closed while the platform says %s', (label) => {
  const closed = row({ status: 'unpaid', platform_status: '待支付', closed_at: ago(60) })
  const { values, up } = outcome(closed, [], answer(label, []))
  expect(values).not.toHaveProperty('closed_at')
  expect(up).toEqual([])
})
