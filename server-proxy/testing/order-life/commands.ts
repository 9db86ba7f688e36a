import fc from 'fast-check'
import { setTimeout as pause } from 'node:timers/promises'
import { reconcile } from '../../orders/jobs.ts'
import { until } from '../sale.ts'
import { contradictions } from './contradictions.ts'
import { forgedSecret, forgery } from './forgeries.ts'
import { happening, type Model, type When } from './happening.ts'
import type { OnPlatform } from './platform-state.ts'
import type { OrderUnderTest } from './world.ts'

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
    .constantFrom('processing', 'processing', 'paid', 'paid', 'paid', 'failed', 'failed')
    .chain((txnStatus) =>
      withFault(`payment ${txnStatus}`, 'outNotify', (order) => order.press('payment', { txnStatus }), when),
    )

const invoice = withFault('invoice', 'applyInvoice', pressInvoice, isIssued)

/** Faults that leave the outcome unknown. `lost`: the platform acted; the others: it did nothing. */
const unknown = fc.constantFrom('lost', 'lost', 'lost', 'reset', 'html', '500', 'cut')

/** The outcome is unknown, so the button is pressed again, and a third time after a period without a trace. */
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
      ...Array.from({ length: 10 }, () => payment((there) => isCredit(there) && isOpen(there))),
      payment((there) => isCredit(there) && !isOpen(there)),
      invoice,
      invoice,
      withFault('refresh', 'getOrderDetail', (order) => order.press('refresh', {}), isPlaced),
      pressedAgain('surrenderByOrderCode', pressSurrender, isIssued),
      pressedAgain('surrenderByPolicyCode', pressPolicy, isIssued),
      pressedAgain('surrenderByPolicyCode', pressPolicy, isIssued),
      pressedAgain('applyInvoice', pressInvoice, isIssued),
      ...Array.from({ length: 6 }, () =>
        pressedAgain('outNotify', pressPaid, (there) => isCredit(there) && isOpen(there)),
      ),
      comesSecond,
      comesSecond,
      madeMeanwhile,
      madeMeanwhile,
      overtaken,
      overtaken,
      overtaken,
      ...(contrary ? Array.from({ length: 18 }, () => contradicts) : []),
      fc.constant(happening('the queues', (order) => order.sendWaiting())),
      fc.constant(happening('reconciliation', (order) => reconcile(order.portal.deps))),
    ],
    { maxCommands: 16, size: 'max' },
  )
