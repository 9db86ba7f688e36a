import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { reconcile } from '../orders/jobs.ts'
import { payAsCustomer, until } from '../testing/sale.ts'
import { notifiedOrders } from '../testing/notified-orders.ts'

const { portal, order, row, place, notify } = await notifiedOrders()

const control = (settings: object) =>
  fetch(`http://127.0.0.1:${portal.sandbox.port}/sandbox/api/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })
async function reconcileNow(id: string): Promise<void> {
  await portal.deps.db.updateTable('orders').set({ next_pull_at: new Date() }).where('id', '=', id).execute()
  await reconcile(portal.deps)
}

test('keeps and acknowledges any shape and type up to 64 kB, and a forgery changes nothing', async () => {
  const { id } = await place()
  const { deliver_secret: secret } = await row(id)
  const bodies: [string | Buffer, string][] = [
    ['{"success":true,"policyCode":"FORGED","orderCode":"I1"}', 'application/json'],
    ['not json', 'text/plain'],
    ['a=1&success=true', 'application/x-www-form-urlencoded'],
    [Buffer.from([0, 255, 1]), 'application/octet-stream'],
    ['x'.repeat(64 * 1024), 'text/xml'],
  ]
  for (const [body, type] of bodies) {
    const answer = await notify('deliver', secret, body, type)
    expect([answer.statusCode, answer.json()]).toEqual([200, { code: '0000', message: '成功', data: null }])
  }
  expect((await notify('deliver', secret, 'x'.repeat(64 * 1024 + 1))).statusCode).toBe(413)
  await until(
    async () => (await order(id)).timeline.map(({ kind }) => kind),
    (kinds) => kinds.includes('notified'),
  )
  const after = await order(id)
  expect([after.status, after.policies]).toEqual(['unpaid', []])
  const kept = await portal.deps.db
    .selectFrom('notifications')
    .select('body_sealed')
    .where('order_id', '=', id)
    .execute()
  expect(kept).toHaveLength(5)
  expect(Buffer.concat(kept.map((one) => one.body_sealed)).includes('FORGED')).toBe(false)
})

test('counts and logs notifications for unknown orders', async () => {
  const { id } = await place()
  const { deliver_secret: secret, refund_secret: other } = await row(id)
  // As after restoring a backup from before the sale.
  const counted = async () => {
    const { body } = await portal.ask('GET', '/metrics')
    return Number(/^portal_notifications_unknown_total (\d+)/m.exec(body)?.[1])
  }
  const logged: string[] = []
  portal.deps.log.warn = (_details: object, message: string) => void logged.push(message)
  const before = await counted()
  await portal.deps.db
    .updateTable('orders')
    .set({ deliver_secret: randomUUID() })
    .where('id', '=', id)
    .execute()
  expect((await notify('deliver', secret, '{"success":true}')).statusCode).toBe(404)
  expect((await notify('refund', other, '{"success":true}')).statusCode).toBe(200)
  expect(await counted()).toBe(before + 1)
  expect(logged).toEqual(['notifications for orders that are not in this database'])
})

test('answers 404 to an unknown secret or another event’s secret, with any body', async () => {
  const { id } = await place()
  const { deliver_secret: secret } = await row(id)
  for (const [event, key] of [
    ['deliver', 'unknown'],
    ['return', secret],
    ['deliver%00', secret],
    ['nonsense', secret],
  ] as const)
    expect((await notify(event, key, 'x'.repeat(70_000))).statusCode).toBe(404)
})

test('stores simultaneous notifications together, each for its own order, without a forged one', async () => {
  const [one, other] = [await place(), await place()]
  const counts = () =>
    Promise.all(
      [one.id, other.id].map(async (id) => {
        const rows = await portal.deps.db
          .selectFrom('notifications')
          .select('id')
          .where('order_id', '=', id)
          .where('event', '=', 'deliver')
          .execute()
        return rows.length
      }),
    )
  const [mine, theirs] = [(await row(one.id)).deliver_secret, (await row(other.id)).deliver_secret]
  const secrets = Array.from({ length: 60 }, (_, n) => (n % 6 === 5 ? `forged-${n}` : n % 2 ? mine : theirs))
  const answers = await Promise.all(secrets.map((secret) => notify('deliver', secret, '{"success":true}')))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(
    secrets.map((secret) => (secret.startsWith('forged') ? 404 : 200)),
  )
  expect(await counts()).toEqual([20, 30])
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'keeps genuine notifications beside as many that call their event %s',
  async (name) => {
    const { id } = await place()
    const { deliver_secret: secret } = await row(id)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 ? notify(name, secret, '{}') : notify('deliver', secret, '{"success":true}'),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map((_, n) => (n % 2 ? 404 : 200)))
  },
)

test('audits a contradicted notification and raises attention until it turns out right', async () => {
  const { id, cashierUrl } = await place()
  const { deliver_secret: secret } = await row(id)
  await notify('deliver', secret, '{"success":true,"policyCode":"FORGED"}')
  const reasons = async () => (await order(id)).attentions.map(({ reason }) => reason)
  await until(reasons, (all) => all.includes('notification-contradicted'))
  const entries = await portal.deps.db
    .selectFrom('audit_log')
    .select('detail')
    .where('act', '=', 'notification-contradicted')
    .where('subject_id', '=', id)
    .execute()
  expect(entries).toEqual([{ detail: { event: 'deliver', status: 'unpaid' } }])
  await payAsCustomer(cashierUrl ?? '')
  await until(
    () => order(id),
    (one) => one.status === 'issued' && one.attentions.length === 0,
  )
})

test('a notification that does not decrypt does not block the others of its order', async () => {
  const { id } = await place()
  const { deliver_secret: secret } = await row(id)
  const notifications = () =>
    portal.deps.db.selectFrom('notifications').select('handled_at').where('order_id', '=', id).execute()
  await portal.deps.db
    .insertInto('notifications')
    .values({ order_id: id, event: 'deliver', content_type: null, body_sealed: Buffer.from('\x02k1garbage') })
    .execute()
  await notify('deliver', secret, '{"success":true}')
  await until(
    notifications,
    (rows) => rows.length === 2 && rows.every(({ handled_at }) => handled_at !== null),
  )
})

test('finds lost notifications by polling', async () => {
  await control({ notify: 'none' })
  const placed = await place()
  await payAsCustomer(placed.cashierUrl ?? '')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await order(placed.id)).status).toBe('unpaid')
  await reconcileNow(placed.id)
  await until(
    () => order(placed.id),
    (one) => one.status === 'issued',
  )
  await control({ notify: 'normal' })
})

test('duplicate and early notifications end in the platform’s own state', async () => {
  for (const mode of ['twice', 'early']) {
    await control({ notify: mode })
    const placed = await place()
    await payAsCustomer(placed.cashierUrl ?? '')
    const issued = await until(
      async () => {
        // In this mode only an early notification comes: polling has to find the rest.
        if (mode === 'early') await reconcileNow(placed.id)
        return order(placed.id)
      },
      (one) => one.status === 'issued',
    )
    expect(issued.policies).toHaveLength(2)
  }
  await control({ notify: 'normal' })
})
