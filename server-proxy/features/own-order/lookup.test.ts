import { expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import { LI_LEI } from '../../testing/people.ts'
import { ownOrders } from '../../testing/own-orders.ts'

const { portal, asCustomer, own, issue } = await ownOrders()

/** Pretends that an hour or a day has passed. */
const forgetThrottles = (name: string) =>
  portal.deps.pool.query('delete from throttles where key like $1', [`${name}:%`])

test('limits wrong last fours per day, and finally closes the order until staff reopen it', async () => {
  const { id, token } = await issue()
  const surrender = async (lastFour: string) =>
    (await asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour })).statusCode
  const guess = async (times: number) => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++) {
      await forgetThrottles('guesses-hour')
      statuses.push(await surrender(`00B${n % 10}`))
    }
    return statuses
  }
  const day = await guess(11)
  expect(day).toEqual([...Array.from({ length: 10 }, () => 403), 429])
  await forgetThrottles('guesses-day')
  await guess(10)
  await forgetThrottles('guesses-day')
  await forgetThrottles('guesses-hour')
  const closed = await asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour: '109X' })
  expect([closed.statusCode, closed.json<{ code: string }>().code]).toEqual([403, 'proofs-closed'])

  const order = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(order.accessClosed).toBe(true)
  expect(order.attentions.map(({ reason }) => reason)).toContain('proofs-closed')
  const reopened = (await portal.ask('POST', `/api/orders/${id}/own-link/reopen`)).json<Order>()
  expect([reopened.accessClosed, reopened.attentions]).toEqual([false, []])
  expect(await surrender('109X')).toBe(200)
  const acts = await portal.deps.db
    .selectFrom('audit_log')
    .select('act')
    .where('subject_id', '=', id)
    .where('act', 'in', ['proofs-closed', 'proofs-reopened'])
    .orderBy('n')
    .execute()
  expect(acts.map(({ act }) => act)).toEqual(['proofs-closed', 'proofs-reopened'])
  const closings = await portal.deps.db
    .selectFrom('audit_log')
    .select('detail')
    .where('act', '=', 'throttle-closed')
    .execute()
  expect(closings.map(({ detail }) => detail)).toContainEqual({ throttle: 'guesses-day' })
})

test('the lookup counts guesses per order across all its numbers', async () => {
  const { tempOrderCode, outSerialNo, token } = await issue()
  const { orderNo, policies } = await own(token)
  const numbers = [orderNo, tempOrderCode, outSerialNo, policies[0]?.policyCode, policies[1]?.policyCode]
  const tries = []
  for (const [n, number] of numbers.concat(numbers).entries())
    tries.push(
      await portal.app.inject({
        method: 'POST',
        url: '/api/own-order/lookup',
        headers: { origin: 'http://portal.test' },
        payload: { mobile: LI_LEI.mobile, orderNo: number, lastFour: `00C${n}` },
        remoteAddress: `10.9.0.${n}`,
      }),
    )
  expect(tries.map(({ statusCode }) => statusCode)).toEqual([
    ...Array.from({ length: 5 }, () => 404),
    ...Array.from({ length: 5 }, () => 429),
  ])
})

test('the lookup refuses unknown numbers after as many tries a day as known ones', async () => {
  const { outSerialNo } = await issue()
  const statusesOf = async (orderNo: string, net: string) => {
    const statuses: number[] = []
    for (let n = 0; n < 11; n++) {
      await forgetThrottles('guesses-hour')
      await forgetThrottles('lookup-number')
      const answer = await portal.app.inject({
        method: 'POST',
        url: '/api/own-order/lookup',
        headers: { origin: 'http://portal.test' },
        payload: { mobile: LI_LEI.mobile, orderNo, lastFour: `00D${n % 10}` },
        remoteAddress: `${net}.${n}`,
      })
      statuses.push(answer.statusCode)
    }
    return statuses
  }
  const known = await statusesOf(outSerialNo, '10.8.0')
  expect(known).toEqual([...Array.from({ length: 10 }, () => 404), 429])
  expect(await statusesOf('NO-SUCH-ORDER-2', '10.8.1')).toEqual(known)
})

test('the lookup accepts the right three values, answers one error to all others, and is throttled', async () => {
  const { tempOrderCode, outSerialNo, token } = await issue()
  const { orderNo, policies } = await own(token)
  const right = { mobile: LI_LEI.mobile, orderNo, lastFour: '109x' }
  const ask = (body: object, from: string) =>
    portal.app.inject({
      method: 'POST',
      url: '/api/own-order/lookup',
      headers: { origin: 'http://portal.test' },
      payload: { ...right, ...body },
      remoteAddress: from,
    })
  for (const number of [orderNo, tempOrderCode, ` ${outSerialNo} `, policies[1]?.policyCode])
    expect((await ask({ orderNo: number }, '10.0.0.1')).json()).toEqual({ token })

  const wrong = await Promise.all([
    ask({ mobile: '13900139001' }, '10.0.0.1'),
    ask({ lastFour: '1090' }, '10.0.0.1'),
    ask({ mobile: undefined, email: 'somebody@example.com' }, '10.0.0.1'),
    ask({ orderNo: 'NO-SUCH-ORDER' }, '10.0.0.1'),
  ])
  const problems = wrong.map((answer) => {
    const { requestId: _, ...rest } = answer.json<Record<string, unknown>>()
    return [answer.statusCode, rest]
  })
  expect(problems).toEqual(problems.map(() => [404, expect.objectContaining({ code: 'lookup-failed' })]))

  // Per number, known or unknown, from any address: beyond the limit even the right answer is refused.
  for (const number of [orderNo, 'NO-SUCH-ORDER']) {
    await Promise.all(
      Array.from({ length: 5 }, (_, n) => ask({ orderNo: number, lastFour: `00A${n}` }, `10.0.1.${n}`)),
    )
    expect((await ask({ orderNo: number }, '10.0.2.1')).statusCode, number).toBe(429)
  }
  // Per address, for any number.
  const many = await Promise.all(
    Array.from({ length: 21 }, (_, n) => ask({ orderNo: `GUESS-${n}` }, '2001:db8:0:1::' + String(n + 1))),
  )
  expect(many.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
})
