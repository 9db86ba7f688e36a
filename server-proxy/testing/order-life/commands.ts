import fc from 'fast-check'
import { setTimeout as pause } from 'node:timers/promises'
import { reconcile } from '../../orders/jobs.ts'
import { until } from '../sale.ts'
import { contradictions } from './contradictions.ts'
import type { Event, OnPlatform, OrderUnderTest } from './world.ts'

/** The platform decides everything, so the model is its state, read after each command. */
export type Model = { there: OnPlatform | null }
type When = (there: OnPlatform | null) => boolean
type Happening = fc.AsyncCommand<Model, OrderUnderTest>

function happening(
  name: string,
  run: (order: OrderUnderTest, model: Model) => Promise<unknown>,
  when: When = () => true,
  counted = name,
): Happening {
  return {
    check: ({ there }) => when(there),
    async run(model, order) {
      order.tally.add(counted)
      await run(order, model)
      model.there = await order.assertNothingInvented()
    },
    toString: () => name,
  }
}

const isOpen: When = (there) =>
  !!there?.orderCode && (there.state === 'unpaid' || there.state === 'payment-failed')
const isCredit: When = (there) => there?.payType === 1
const isIssued: When = (there) => there?.state === 'issued'
const isEnding: When = (there) => there?.state === 'surrendering' || there?.state === 'surrendered'
const isPlaced: When = (there) => there !== null

/**
 * How the platform misbehaves at the next call about this order. `lost`: it acts and its answer is dropped;
 * `delay`: its answer comes when the order has been read again; the others: it does nothing.
 */
const FAULTS = [null, null, 'lost', 'lost', 'lost', 'delay', 'reset', 'html', '500', 'cut', 'code'] as const
const SLOW_MS = 80

function withFault(
  name: string,
  interfaceName: string,
  run: (order: OrderUnderTest, model: Model) => Promise<void>,
  when: When,
) {
  return fc.tuple(fc.constantFrom(...FAULTS), fc.boolean()).map(([fault, twice]) =>
    happening(
      `${name}${twice ? ' twice' : ''}${fault ? ` (${fault})` : ''}`,
      async (order, model) => {
        if (fault) await order.fault(interfaceName, fault, fault === 'delay' ? { ms: SLOW_MS } : {})
        const presses = [run(order, model), ...(twice ? [run(order, model)] : [])]
        if (fault === 'delay') presses.push(order.pull())
        await Promise.all(presses)
        if (fault) await keepCircuitClosed(order)
      },
      when,
      name,
    ),
  )
}

/**
 * Many parallel orders meet more faults than a platform that fails now and then, so the circuit is kept
 * closed.
 */
const keepCircuitClosed = ({ portal }: OrderUnderTest) => portal.deps.db.deleteFrom('gateway_calls').execute()

const events = fc.constantFrom<Event[]>('deliver', 'return', 'refund')

/** What an attacker with an order's notification address might send. `alien`: a foreign order. */
const forgery = (alien: string) =>
  fc
    .record({
      event: events,
      body: fc.oneof(
        { weight: 1, arbitrary: fc.json() },
        {
          weight: 4,
          arbitrary: fc
            .record({
              success: fc.boolean(),
              policyCode: fc.constantFrom('P-FORGED', '', 'P1,P2'),
              orderCode: fc.constantFrom('I-FORGED', ''),
              tempOrderCode: fc.constantFrom('T-FORGED', alien, alien),
              orderStatus: fc.constantFrom('已承保', '已退款', '投保失败'),
              refundAmt: fc.constantFrom(0.01, '9999999'),
            })
            .map((one) => JSON.stringify(one)),
        },
      ),
      times: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ event, body, times }) =>
      happening(
        `forged ${event} ×${times} ${body}`,
        async (order) => {
          const statuses = await Promise.all(Array.from({ length: times }, () => order.notify(event, body)))
          if (statuses.some((status) => status !== 200))
            throw new Error(`notifications answered ${statuses.join()}`)
          await order.notificationsHandled()
        },
        undefined,
        'forged notification',
      ),
    )

/** Wrong secrets: for another event, truncated, made up. */
const forgedSecret = fc
  .record({ event: events, kind: fc.constantFrom('of another event', 'cut short', 'made up', 'the id') })
  .map(({ event, kind }) =>
    happening(
      `a secret ${kind}`,
      async (order) => {
        const secrets = await order.secrets()
        const other = event === 'deliver' ? secrets.return : secrets.deliver
        const secret = {
          'of another event': other,
          'cut short': secrets[event].slice(0, -1),
          'made up': other.split('').toReversed().join(''),
          'the id': order.id,
        }[kind]
        const status = await order.notify(event, '{"success":true}', secret)
        if (status !== 404) throw new Error(`a secret ${kind} was answered ${status}`)
      },
      undefined,
      'forged secret',
    ),
  )

const act = (action: string, when: When) =>
  fc.constant(happening(`platform: ${action}`, (order) => order.act(action), when))

const NEXT: Record<string, string> = { paid: 'issue', surrendered: 'refund' }
/** The customer or the insurer continues. */
const goOn = (there: OnPlatform | null) =>
  there?.orderCode ? (NEXT[there.state] ?? (isOpen(there) ? 'pay' : null)) : there ? 'confirm' : null
const next = fc.constant(
  happening(
    'platform: goes on',
    (order, { there }) => order.act(goOn(there) ?? 'confirm'),
    (there) => goOn(there) !== null,
  ),
)

const pressSurrender = (order: OrderUnderTest) => order.press('surrender', {})
const pressPolicy = async (order: OrderUnderTest, { there }: Model) => {
  const policy = there?.policies.findLast(({ state }) => state === 'issued')?.policyCode
  if (policy) await order.press('surrender', { policyCodes: [policy] })
}
const pressInvoice = (order: OrderUnderTest) =>
  order.press('invoice', { invoiceType: 'person', invoiceTitle: '李雷' })
const pressPaid = (order: OrderUnderTest) => order.press('payment', { txnStatus: 'paid' })

const surrender = (whole: boolean, when: When) =>
  withFault(
    whole ? 'surrender the order' : 'surrender a policy',
    whole ? 'surrenderByOrderCode' : 'surrenderByPolicyCode',
    whole ? pressSurrender : pressPolicy,
    when,
  )

const payment = (when: When) =>
  fc
    .constantFrom('processing', 'paid', 'paid', 'paid', 'failed', 'failed')
    .chain((txnStatus) =>
      withFault(`payment ${txnStatus}`, 'outNotify', (order) => order.press('payment', { txnStatus }), when),
    )

const invoice = withFault('invoice', 'applyInvoice', pressInvoice, isIssued)

/** Faults that leave the outcome unknown. `lost`: the platform acted; the others: it did nothing. */
const unknown = fc.constantFrom('lost', 'lost', 'lost', 'reset', 'html', '500', 'cut')

/**
 * The outcome is unknown, so the button is pressed again, and once more when time has passed without a trace.
 */
const pressedAgain = (
  interfaceName: string,
  press: (order: OrderUnderTest, model: Model) => Promise<void>,
  when: When,
) =>
  unknown.map((fault) =>
    happening(
      `${interfaceName} pressed again (${fault})`,
      async (order, model) => {
        await order.fault(interfaceName, fault)
        await press(order, model)
        await press(order, model)
        await order.sendWaiting()
        await order.timePasses()
        await order.pull()
        await press(order, model)
        await keepCircuitClosed(order)
      },
      when,
      `${interfaceName} pressed again`,
    ),
  )

/**
 * Two answers of 7.11 overtake each other: the older one arrives after the order has moved and was read
 * again.
 */
const overtaken = fc.constant(
  happening(
    'an answer comes late',
    async (order, { there }) => {
      await order.fault('getOrderDetail', 'delay', { ms: 3 * SLOW_MS })
      const late = order.press('refresh', {})
      await until(
        () => order.portal.control<{ faults: { interface: string; order?: string }[] }>('GET', '/faults'),
        ({ faults }) =>
          !faults.some((one) => one.interface === 'getOrderDetail' && one.order === there?.tempOrderCode),
      )
      await order.act(goOn(there) ?? 'surrender')
      await order.pull()
      await late
    },
    (there) => !!there?.orderCode && (goOn(there) !== null || there.state === 'issued'),
  ),
)

/**
 * The customer surrendered just before: the refusal of ours arrives when the order was read as ended already.
 */
const comesSecond = fc.constant(
  happening(
    'a surrender comes second',
    async (order) => {
      await order.fault('surrenderByOrderCode', 'delay', { ms: 4 * SLOW_MS })
      await order.act('surrender')
      const refused = order.press('surrender', {})
      await pause(2 * SLOW_MS)
      await order.pull()
      await refused
    },
    isIssued,
  ),
)

/** The invoice is made and read before the answer to its application arrives. */
const madeMeanwhile = fc.constant(
  happening(
    'an invoice is made before the answer',
    async (order) => {
      await order.fault('applyInvoice', 'delay', { ms: 4 * SLOW_MS })
      const applied = pressInvoice(order)
      await pause(2 * SLOW_MS)
      await order.pull()
      await applied
    },
    isIssued,
  ),
)

const contradicts = contradictions.map(({ name, run }) =>
  happening(
    name,
    (order) => order.contradicted(run),
    isPlaced,
    name.replace(/ labelled .*/, ' another label'),
  ),
)

/** Everything that can happen to a placed order, likely events more often; `contrary`: contradictions too. */
export const happenings = (alien: string, contrary: boolean) =>
  fc.commands<Model, OrderUnderTest, false>(
    [
      next,
      next,
      next,
      next,
      act('surrender', isIssued),
      act('refund', isEnding),
      act('cancel', isOpen),
      act('cancel', isOpen),
      act('cancel', isOpen),
      act('expire', isOpen),
      act('expire', isOpen),
      forgery(alien),
      forgery(alien),
      forgedSecret,
      ...Array.from({ length: 3 }, () => surrender(true, isIssued)),
      ...Array.from({ length: 3 }, () => surrender(false, isIssued)),
      // Too early, too late or already under way: must be refused.
      surrender(true, (there) => isPlaced(there) && !isIssued(there)),
      payment((there) => isCredit(there) && isOpen(there)),
      payment((there) => isCredit(there) && isOpen(there)),
      payment((there) => isCredit(there) && isOpen(there)),
      payment((there) => isCredit(there) && isOpen(there)),
      payment((there) => isCredit(there) && isOpen(there)),
      payment((there) => isCredit(there) && !isOpen(there)),
      invoice,
      invoice,
      withFault('refresh', 'getOrderDetail', (order) => order.press('refresh', {}), isPlaced),
      pressedAgain('surrenderByOrderCode', pressSurrender, isIssued),
      pressedAgain('surrenderByPolicyCode', pressPolicy, isIssued),
      pressedAgain('surrenderByPolicyCode', pressPolicy, isIssued),
      pressedAgain('applyInvoice', pressInvoice, isIssued),
      pressedAgain('outNotify', pressPaid, (there) => isCredit(there) && isOpen(there)),
      pressedAgain('outNotify', pressPaid, (there) => isCredit(there) && isOpen(there)),
      comesSecond,
      comesSecond,
      madeMeanwhile,
      madeMeanwhile,
      overtaken,
      overtaken,
      overtaken,
      ...(contrary ? Array.from({ length: 12 }, () => contradicts) : []),
      fc.constant(happening('the queues', (order) => order.sendWaiting())),
      fc.constant(happening('reconciliation', (order) => reconcile(order.portal.deps))),
    ],
    { maxCommands: 16, size: 'max' },
  )

/** Minimum frequency of each event per life: below it, something prevents the event. */
export const AT_LEAST: Record<string, number> = {
  'platform: goes on': 0.08,
  'platform: surrender': 0.03,
  'platform: cancel': 0.01,
  'platform: expire': 0.01,
  'forged notification': 0.2,
  'forged secret': 0.1,
  'surrender the order': 0.1,
  'surrender a policy': 0.1,
  'payment paid': 0.03,
  'payment failed': 0.02,
  'payment processing': 0.01,
  invoice: 0.05,
  refresh: 0.08,
  'an answer comes late': 0.1,
  'a surrender comes second': 0.03,
  'an invoice is made before the answer': 0.03,
  'the queues': 0.1,
  reconciliation: 0.1,
  'placing: answer lost': 0.02,
  'outNotify done': 0.02,
  'outNotify done, answer lost': 0.005,
  'surrenderByPolicyCode done': 0.02,
  'surrenderByPolicyCode done, answer lost': 0.005,
  'surrenderByOrderCode done': 0.02,
  'surrenderByOrderCode done, answer lost': 0.005,
  'applyInvoice done': 0.02,
  'applyInvoice done, answer lost': 0.005,
  // Repeated where that is allowed: otherwise the tests could not show that it is not repeated elsewhere.
  'outNotify sent again after an unknown answer': 0.01,
  'surrenderByPolicyCode sent again after an unknown answer': 0.005,
  'surrenderByOrderCode sent again after an unknown answer': 0.02,
  'applyInvoice sent again after an unknown answer': 0.01,
  'line: notified': 0.5,
  'line: serial-renewed': 0.05,
  'line: payment-refused': 0.01,
  'line: surrender-refused': 0.01,
  'line: invoice-not-done': 0.01,
  'contradiction: another label': 0.1,
  'contradiction: policies vanish': 0.02,
  'contradiction: policies change': 0.02,
  'contradiction: policies come back': 0.02,
  'contradiction: an answer that cannot be stored': 0.02,
  'cover shown against a label': 0.02,
  'line: policies-gone': 0.02,
  'line: policies-back': 0.01,
  'line: surrender-not-done': 0.01,
  'withdrawn by a manager': 0.005,
  'erased while an answer was under way': 0.05,
  'ended with policies that differ': 0.01,
  'ended unpaid': 0.02,
  'ended failed': 0.02,
  'ended issued': 0.1,
  'ended refunded': 0.1,
}
