import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Link } from '#contract/links.ts'
import { batch, event, piece, recordedSale } from '../testing/recorded-sale.ts'

const { portal, offer, say, begin, order, read, record } = await recordedSale()

test('limits sizes, numbers, kinds and entries, and requires a started purchase', async () => {
  const token = await begin()
  const bad: object[] = [
    batch([]),
    batch(Array.from({ length: 51 }, (_, n) => event(n + 1))),
    batch([event(1, { words: '字'.repeat(2_001), kind: 'consent' })]),
    batch([event(1, { kind: 'begun' as never })]),
    batch([event(1, { kind: 'order' as never })]),
    batch([event(-1)]),
    batch([event(1)], { visit: 'short' }),
    batch([event(1)], { build: '<script>' }),
  ]
  for (const body of bad) expect(await say(token, body), JSON.stringify(body).slice(0, 80)).toBe(400)
  expect(await say(token, { ...batch([event(1)]), more: 'x'.repeat(70_000) })).toBe(413)
  const { id } = await order(token)
  await portal.deps.db.updateTable('trails').set({ n: 3_000 }).where('order_id', '=', id).execute()
  for (const seq of [1, 2]) expect(await say(token, batch([event(seq)]))).toBe(204)
  const { rows } = await read(id)
  expect(rows.filter(({ kind }) => kind === 'full')).toHaveLength(1)
  expect(rows.some(({ seq }) => seq !== null)).toBe(false)

  const several = (await portal.ask('POST', '/api/links', { ...offer, uses: 5, days: 7 })).json<Link>()
  expect(await say(several.url.split('/').at(-1) ?? '', batch([event(1)]))).toBe(409)
})

test('throttles a flood, and the purchase goes on', async () => {
  const token = await begin()
  await say(token, batch([event(1)]))
  // As after a longer flood.
  await portal.deps.pool.query("update throttles set points = 450 where key like 'trail:%'")
  expect(await say(token, batch([event(2)]))).toBe(429)
  expect((await order(token)).id).not.toBe('')
})

test('limits what one address stores over all its purchases, and what one purchase stores', async () => {
  const token = await begin()
  const wordy = (from: number) =>
    batch(Array.from({ length: 40 }, (_, n) => event(from + n, { kind: 'consent', words: '字'.repeat(500) })))
  for (let from = 1; from < 800; from += 40) expect(await say(token, wordy(from))).toBe(204)
  const { id } = await order(token)
  const { rows } = await read(id)
  const bytes = rows.reduce((sum, { detail }) => sum + Buffer.byteLength(detail), 0)
  expect(bytes).toBeGreaterThan(900_000)
  expect(bytes).toBeLessThan(1_010_000)
  expect(rows.some(({ kind }) => kind === 'full')).toBe(true)

  const { pool } = portal.deps
  const { rowCount } = await pool.query("update throttles set points = 50000 where key like 'trail-kb:%'")
  expect(rowCount).toBe(1)
  const next = await begin()
  expect(await say(next, batch([event(1)]))).toBe(429)
  expect(await record(next, piece(1, gzipSync('[]')))).toBe(429)
  expect((await order(next)).id).not.toBe('')
  await pool.query("delete from throttles where key like 'trail-kb:%'")
})
