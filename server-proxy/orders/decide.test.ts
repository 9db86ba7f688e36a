import { expect, test } from 'vitest'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { FiledPolicy } from './compare-policies.ts'
import { decide } from './decide.ts'

const NOW = Date.parse('2026-12-01T08:00:00Z')
const MINUTE = 60_000
const ago = (minutes: number) => new Date(NOW - minutes * MINUTE)

/** The columns that a decision reads; the others say nothing to it. */
const row = (more: Partial<OrderRow> = {}) =>
  ({
    status: 'issued',
    platform_status: '已承保',
    order_code: 'I1',
    amount: 600,
    reduction: 0,
    insurer_name: '平安',
    insured_count: 2,
    is_group: false,
    pay_type: 'cash',
    plan_code: null,
    invoice_support: 2,
    invoice_status: 0,
    invoice_requested_at: null,
    invoice_lost: false,
    surrender_requested_at: null,
    surrender_policies: null,
    surrender_lost: false,
    surrender_sends: 0,
    ...more,
  }) as OrderRow

type Person = [policyCode: string | null, policyStatus: string | null]
const person = ([policyCode, policyStatus]: Person): OrderDetail['insuredInfoList'][number] => ({
  insuredName: '李雷',
  insuredCardType: null,
  insuredCardNo: null,
  insuredBirthday: null,
  insuredGender: null,
  insuredFee: null,
  insuredMobile: null,
  insuredEmail: null,
  policyStatus,
  policyCode,
  policyUrl: null,
  certificateUrl: null,
  invoiceUrl: null,
})
const answer = (label: string, people: Person[], more: Partial<OrderDetail> = {}) => ({
  detail: {
    orderStatus: label,
    insuredInfoList: people.map(person),
    orderTotalAmt: 600,
    orderReduceAmt: 0,
    invoiceStatus: 0,
    isInvoice: 2,
    isGroup: false,
    isEnterprise: false,
    companyName: '平安',
    orderCode: 'I1',
    ...more,
  } as OrderDetail,
  files: null as PolicyFiles | null,
})
const filed = (policyCode: string, policyStatus: string | null = '已承保', gone = false): FiledPolicy => ({
  policyCode,
  insuredName: '李雷',
  policyStatus,
  policyUrl: null,
  certificateUrl: null,
  gone,
})
const claim = (minutes: number, more: Partial<OrderRow> = {}) =>
  row({ status: 'surrendering', surrender_requested_at: ago(minutes), surrender_sends: 1, ...more })

const BOTH: Person[] = [
  ['P1', '已承保'],
  ['P2', '已承保'],
]
const FILED = [filed('P1'), filed('P2')]

function outcome(before: OrderRow, onFile: FiledPolicy[], said: ReturnType<typeof answer>, returned = false) {
  const decision = decide(before, onFile, said, {
    statusLabels: {},
    amountIs: 'gross',
    prices: { plans: [], premiums: [] },
    now: NOW,
    returned,
  })
  return {
    ...decision,
    noted: decision.notes.map(({ kind, note }) => (note === undefined ? kind : `${kind} ${note}`)),
    up: decision.attentions.flatMap(({ act, reason }) => (act === 'drop' ? [] : reason)),
    ends: 'surrender_requested_at' in decision.values && decision.values.surrender_requested_at === null,
  }
}

test('the same answer again changes nothing', () => {
  const { status, noted, up, policies, sendSurrender } = outcome(row(), FILED, answer('已承保', BOTH))
  expect({ status, noted, up, changed: policies.changed, sendSurrender }).toEqual({
    status: 'issued',
    noted: [],
    up: [],
    changed: false,
    sendSurrender: false,
  })
})

test('an answer without policies leaves an insured order issued, though 7.6 failed', () => {
  const { status, policies } = outcome(row(), FILED, answer('已承保', []))
  expect(status).toBe('issued')
  expect(policies.gone).toEqual([])
})

test('a surrender of one policy is noted, though the order is issued again', () => {
  const before = claim(1, { surrender_policies: ['P1'] })
  const { status, noted, ends } = outcome(before, FILED, answer('已承保', [['P1', '已退保'], BOTH[1]!]))
  expect([status, noted, ends]).toEqual(['issued', ['status', 'policies-moved P1'], true])
})

test('a policy that a complete answer leaves out is gone, and noted once', () => {
  const renumbered = answer('已承保', [BOTH[0]!, ['P3', '已承保']])
  const first = outcome(row(), FILED, renumbered)
  expect(first.policies.gone).toEqual(['P2'])
  expect(first.noted).toEqual(['policies-gone P2'])
  const known = [filed('P1'), filed('P2', '已承保', true), filed('P3')]
  expect(outcome(row(), known, renumbered).noted).toEqual([])
})

test('a policy that an incomplete answer leaves out stays', () => {
  const { policies, status } = outcome(row(), FILED, answer('已承保', [BOTH[0]!, [null, '已承保']]))
  expect(policies.gone).toEqual([])
  expect(status).toBe('issued')
})

test('fewer people than before make an answer incomplete', () => {
  expect(outcome(row(), FILED, answer('已承保', [BOTH[0]!])).policies.gone).toEqual([])
})

test('a person who is shown as not insured leaves an answer complete', () => {
  const { policies } = outcome(row(), FILED, answer('已承保', [BOTH[0]!, [null, '投保失败']]))
  expect(policies.gone).toEqual(['P2'])
})

test('a policy that is named again counts again', () => {
  const onFile = [filed('P1'), filed('P2', '已承保', true)]
  const { policies, noted } = outcome(row(), onFile, answer('已承保', BOTH))
  expect(policies.back).toEqual(['P2'])
  expect(noted).toEqual(['policies-back P2'])
})

test('a lost surrender is sent again after two minutes without a trace', () => {
  const lost = { surrender_lost: true }
  expect(outcome(claim(1, lost), FILED, answer('已承保', BOTH)).sendSurrender).toBe(false)
  const again = outcome(claim(3, lost), FILED, answer('已承保', BOTH))
  expect(again).toMatchObject({ sendSurrender: true, status: 'surrendering' })
  expect(again.values).toMatchObject({ surrender_sends: 2 })
})

test('a lost surrender is undone after three sends without a trace', () => {
  const last = claim(3, { surrender_lost: true, surrender_sends: 3 })
  const { status, up, sendSurrender, ends } = outcome(last, FILED, answer('已承保', BOTH))
  expect({ status, up, sendSurrender, ends }).toEqual({
    status: 'issued',
    up: ['surrender-not-done'],
    sendSurrender: false,
    ends: true,
  })
})

test('a lost surrender of an order is not sent again once a part of it shows', () => {
  const lost = claim(3, { surrender_lost: true })
  const said = answer('已承保', [['P1', '退保中'], BOTH[1]!])
  const { status, sendSurrender, values } = outcome(lost, FILED, said)
  expect({ status, sendSurrender, lost: values.surrender_lost }).toEqual({
    status: 'surrendering',
    sendSurrender: false,
    lost: false,
  })
})

test('an accepted surrender without a trace needs a person after half an hour, and goes on standing', () => {
  const early = outcome(claim(29), FILED, answer('已承保', BOTH))
  expect([early.status, early.up]).toEqual(['surrendering', []])
  const late = outcome(claim(31), FILED, answer('已承保', BOTH))
  expect([late.status, late.up, late.ends]).toEqual(['surrendering', ['surrender-unconfirmed'], false])
})

test('a return notification while every policy asked is in force ends the surrender', () => {
  const { status, up, noted, ends } = outcome(claim(1), FILED, answer('已承保', BOTH), true)
  expect({ status, up, ends }).toEqual({ status: 'issued', up: ['surrender-not-done'], ends: true })
  expect(noted).toEqual(['status', 'surrender-not-done'])
})

test.each<[string, OrderRow, ReturnType<typeof answer>]>([
  ['whose answer is still missing', claim(1, { surrender_lost: true }), answer('已承保', BOTH)],
  ['that shows in the label', claim(1), answer('退保中', [['P1', '退保中'], BOTH[1]!])],
  ['whose policies are not in view', claim(1), answer('已承保', [])],
])('a return notification does not end a surrender %s', (_name, before, said) => {
  const { status, up } = outcome(before, FILED, said, true)
  expect([status, up]).toEqual(['surrendering', []])
})

test('a surrender that the platform began and gave up needs a person', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const onFile = [filed('P1', '退保中'), filed('P2', '退保中')]
  const { status, up, noted } = outcome(before, onFile, answer('已承保', BOTH))
  expect([status, up, noted]).toEqual(['issued', ['surrender-not-done'], ['status', 'surrender-not-done']])
})

test('a surrender that only the label showed, and shows no more, needs a person', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const { status, up, noted } = outcome(before, FILED, answer('已承保', BOTH))
  expect([status, up, noted]).toEqual(['issued', ['surrender-not-done'], ['status', 'surrender-not-done']])
})

test('a paid order whose surrender the platform gave up needs a person', () => {
  const before = row({ status: 'surrendering', platform_status: '退保中' })
  const { status, up } = outcome(before, [], answer('已支付', []))
  expect([status, up]).toEqual(['paid', ['surrender-not-done']])
})

test('a cancelled order without policies ends a surrender aloud', () => {
  const { status, up, ends } = outcome(claim(1), [], answer('已取消', []))
  expect([status, up, ends]).toEqual(['failed', ['surrender-not-done'], true])
})

test('a refunded order that is in force again needs a person', () => {
  const onFile = [filed('P1', '已退款'), filed('P2', '已退款')]
  const { status, up } = outcome(row({ status: 'refunded' }), onFile, answer('已承保', BOTH))
  expect([status, up]).toEqual(['issued', ['went-back']])
})

test('a label that contradicts the policies is put before a person as long as it stands', () => {
  const { status, attentions } = outcome(row(), FILED, answer('已过期', BOTH))
  expect(status).toBe('issued')
  expect(attentions).toContainEqual({ act: 'keep', reason: 'contradiction', detail: '已过期' })
})

test('an amount or reduction that changes after the payment is noted', () => {
  const said = answer('已承保', BOTH, { orderTotalAmt: 700, orderReduceAmt: 50 })
  expect(outcome(row(), FILED, said).noted).toEqual(['amount-changed 600 700', 'reduction-changed 0 50'])
  expect(outcome(row({ status: 'unpaid' }), FILED, said).noted).toEqual(['status'])
})

test('a claim, a contradiction and a failed credit payment go on being looked at', () => {
  expect(outcome(claim(40), FILED, answer('已承保', BOTH)).watching).toContain('surrendering')
  expect(outcome(row(), FILED, answer('已过期', BOTH)).watching).toContain('surrendered')
  const failed = row({ status: 'unpaid', pay_type: 'credit' })
  expect(outcome(failed, [], answer('支付失败', [])).watching).toEqual(['unpaid'])
  expect(outcome(row({ status: 'unpaid' }), [], answer('支付失败', [])).watching).toEqual([])
})

test('a return notification does not end a surrender while the label shows one beside it', () => {
  const before = claim(1, { surrender_policies: ['P1'] })
  const said = answer('退保中', [BOTH[0]!, ['P2', '退保中']])
  expect(outcome(before, FILED, said, true).ends).toBe(false)
})

test('a claim on an order that is issued against its label ends aloud, and is not sent again', () => {
  const before = row({ surrender_requested_at: ago(3), surrender_lost: true, surrender_sends: 1 })
  const { sendSurrender, up } = outcome(before, FILED, answer('已过期', BOTH))
  expect([sendSurrender, up]).toEqual([false, ['contradiction', 'surrender-not-done']])
  expect(outcome(before, [], answer('已取消', [])).up).toEqual(['surrender-not-done'])
})

test('a policy whose surrender the platform gave up needs a person, though its order stays issued', () => {
  const onFile = [filed('P1', '退保中'), filed('P2')]
  expect(outcome(row(), onFile, answer('已承保', BOTH)).up).toEqual(['surrender-not-done'])
})

test('a refunded order without policies that is called paid again needs a person', () => {
  const { status, up } = outcome(row({ status: 'refunded' }), [], answer('已支付', []))
  expect([status, up]).toEqual(['paid', ['went-back']])
})

test('policy files that name fewer policies than people leave an answer incomplete', () => {
  const said = answer('已承保', [
    [null, '已承保'],
    [null, '已承保'],
  ])
  const policyDetailList = [{ insuredName: null, policyCode: 'P1', policyUrl: null, certificateUrl: null }]
  const files = { tempOrderCode: null, orderCode: null, isGroup: false, companyName: null, policyDetailList }
  expect(outcome(row(), FILED, { ...said, files }).policies.gone).toEqual([])
})
