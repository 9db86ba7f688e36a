import fc from 'fast-check'
import { happening } from './happening.ts'
import type { Event } from './world.ts'

const events = fc.constantFrom<Event[]>('deliver', 'return', 'refund')

/** Notifications that an attacker with an order's notification address might send. `alien`: a foreign order. */
export const forgery = (alien: string) =>
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
export const forgedSecret = fc
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
