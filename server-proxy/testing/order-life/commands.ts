import fc from 'fast-check'
import type { OrderUnderTest } from './world.ts'

/** The model says nothing: whatever happens, the platform decides. */
type Model = Record<string, never>
export type Happening = fc.AsyncCommand<Model, OrderUnderTest>

function happening(name: string, run: (order: OrderUnderTest) => Promise<void>): Happening {
  return {
    check: () => true,
    async run(_model, order) {
      await run(order)
      await order.assertNothingInvented()
    },
    toString: () => name,
  }
}

/** How the platform misbehaves at the next call of an interface; `lost`: it acted, and its answer never came. */
const FAULTS = [null, null, 'lost', 'lost', 'reset', 'html', '500', 'cut', 'code'] as const

const withFault = (name: string, interfaceName: string, run: (order: OrderUnderTest) => Promise<void>) =>
  fc.constantFrom(...FAULTS).map((fault) =>
    happening(fault ? `${name} (${fault})` : name, async (order) => {
      if (fault) await order.portal.fault(interfaceName, fault, fault === 'code' ? { code: '9999' } : {})
      await run(order)
      // Faults met by many orders at once would close an interface to all of them for some seconds.
      if (fault) await order.portal.deps.db.deleteFrom('gateway_calls').execute()
    }),
  )

const forgery = fc
  .record({
    event: fc.constantFrom('deliver', 'return', 'refund'),
    body: fc.oneof(
      fc.json(),
      fc
        .record({ success: fc.boolean(), policyCode: fc.string(), orderCode: fc.string() })
        .map((one) => JSON.stringify({ ...one, tempOrderCode: `T${one.orderCode}` })),
    ),
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ event, body, times }) =>
    happening(`forged ${event} ×${times}`, async (order) => {
      await Promise.all(Array.from({ length: times }, () => order.notify(event, body)))
    }),
  )

const act = (action: string) => fc.constant(happening(`platform: ${action}`, (order) => order.act(action)))

const surrender = fc.boolean().chain((whole) =>
  withFault(
    whole ? 'surrender the order' : 'surrender a policy',
    whole ? 'surrenderByOrderCode' : 'surrenderByPolicyCode',
    async (order) => {
      const first = (await order.onPlatform())?.policies[0]?.policyCode
      await order.press('surrender', whole || !first ? {} : { policyCodes: [first] })
    },
  ),
)

const payment = fc
  .constantFrom('processing', 'paid', 'failed')
  .chain((txnStatus) =>
    withFault(`payment ${txnStatus}`, 'outNotify', (order) => order.press('payment', { txnStatus })),
  )

/** Everything that can happen to an order after it was placed, the likely more often. */
export const happenings = fc.commands<Model, OrderUnderTest, false>(
  [
    act('confirm'),
    act('pay'),
    act('pay'),
    act('issue'),
    act('surrender'),
    act('refund'),
    act('cancel'),
    act('expire'),
    forgery,
    surrender,
    payment,
    payment,
    withFault('invoice', 'applyInvoice', (order) =>
      order.press('invoice', { invoiceType: 'person', invoiceTitle: '李雷' }),
    ),
    withFault('refresh', 'getOrderDetail', (order) => order.press('refresh', {})),
    fc.constant(happening('the queues', (order) => order.catchUp())),
  ],
  { maxCommands: 10, size: 'max' },
)
