import { expect, test } from 'vitest'
import type { Evidence } from '#contract/evidence.ts'
import { ARRIVED } from '#contract/trail.ts'
import { batch, event, recordedSale } from '../testing/recorded-sale.ts'
import { actedAt, clockOf } from './device-clock.ts'

const HOUR = 3_600_000
const { portal, by, say, begin, order } = await recordedSale()

const entriesOf = async (id: string) =>
  (await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>().trail?.entries ?? []

test('tells acts made offline as they happened, by a device an hour slow', async () => {
  const token = await begin()
  const sentAt = Date.now() - HOUR
  const acts = [60_000, 30_000].map((before, n) => event(n + 1, { at: sentAt - before }))
  const began = Date.now()
  await say(token, batch(acts, { sentAt }))
  const took = Date.now() - began
  const { id } = await order(token)
  const said = (await entriesOf(id)).filter(({ kind }) => kind === 'press')
  const [first, second] = said.map(({ actedAt }) => Date.parse(actedAt ?? ''))
  expect((second ?? 0) - (first ?? 0)).toBe(30_000)
  expect(Math.abs((first ?? 0) - (began - 60_000))).toBeLessThan(1_000 + took)
  // The arrival is kept beside it, and the device's own time too.
  for (const { at, saidAt } of said) {
    expect(Date.parse(at)).toBeGreaterThanOrEqual(began)
    expect(Date.parse(saidAt ?? '')).toBeLessThan(sentAt)
  }
})

test('says when a batch arrived, so that the page can measure its clock', async () => {
  const token = await begin()
  const answer = await by(token, 'POST', '/purchase/trail', batch([event(1)]))
  expect(Math.abs(Number(answer.headers[ARRIVED]) - Date.now())).toBeLessThan(5_000)
})

test('keeps in the trail how far our clock is from the platform’s when the order is placed', async () => {
  // Preparing the sale asked the platform.
  const { id } = await order(await begin())
  const placed = (await entriesOf(id)).find(({ kind }) => kind === 'placed')
  expect(Math.abs(placed?.detail.skew ?? Number.NaN)).toBeLessThan(5_000)
})

test('gives no corrected time when the page does not send its clock', async () => {
  const token = await begin()
  await say(token, batch([event(1)]))
  const { id } = await order(token)
  expect((await entriesOf(id)).map(({ actedAt }) => actedAt)).not.toContainEqual(expect.any(String))
})

test('prefers the measured offset while it agrees with the request', () => {
  const clock = { offset: 59_800, within: 200 }
  expect(clockOf({ sentAt: 0, clock }, 61_500)).toEqual(clock)
})

test('uses the request itself when the measured offset contradicts it', () => {
  const clock = { offset: HOUR, within: 200 }
  expect(clockOf({ sentAt: 0, clock }, 500)).toEqual({ offset: 500 })
  expect(clockOf({ sentAt: 0, clock: { offset: -HOUR } }, 500)).toEqual({ offset: 500 })
})

test('tells no act later than it arrived', () => {
  const arrived = new Date(1_000)
  expect(actedAt(new Date(5_000), { offset: 0 }, arrived)).toBe(arrived.toISOString())
})

test('tells no time when it is more than a day before the arrival', () => {
  expect(actedAt(new Date(0), { offset: 0 }, new Date(25 * HOUR))).toBeNull()
})
