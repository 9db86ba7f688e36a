import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { batch, event, piece, recordedSale } from '../testing/recorded-sale.ts'

const { portal, say, begin, order, read, record, pieces } = await recordedSale()

const EVENTS = [{ type: 4, timestamp: 1, data: {} }]

test('keeps a recording sealed, each piece once and by its hash in the chain, and an altered piece is missing', async () => {
  const token = await begin()
  const canary = Buffer.from(JSON.stringify([...EVENTS, { text: 'canary of a recording' }]))
  expect(await record(token, piece(1, gzipSync(canary)))).toBe(true)
  expect(await record(token, piece(1, gzipSync(canary)))).toBe(true)
  expect(await record(token, piece(2, canary, false))).toBe(true)
  const { id } = await order(token)
  const { db } = portal.deps
  const kept = await pieces(id)
  expect(kept.map(({ piece: number }) => number)).toEqual([1, 2])
  for (const { content } of kept)
    expect(gunzipSync(Buffer.from(content ?? '', 'base64')).toString()).toBe(canary.toString())
  expect((await read(id)).broken).toBe(null)
  const { items } = (await portal.ask('GET', '/api/audit?act=evidence-replayed')).json<{ items: object[] }>()
  expect(items).toMatchObject([{ subject: { kind: 'order', id } }])
  const file = (await portal.ask('GET', `/api/orders/${id}/evidence/file`)).body
  expect(file).toContain(kept[0]?.content)

  const rows = await db
    .selectFrom('trail_pieces')
    .select(['id', 'content_sealed', 'piece'])
    .orderBy('piece')
    .execute()
  expect(rows.map(({ content_sealed }) => content_sealed?.includes('canary'))).toEqual([false, false])
  // Another piece's content does not decrypt in its place.
  const other = rows.find((row) => row.piece === 2)
  await db
    .updateTable('trail_pieces')
    .set({ content_sealed: other?.content_sealed ?? null })
    .where('id', '=', rows.find((row) => row.piece === 1)?.id ?? '')
    .execute()
  expect((await pieces(id)).map(({ content }) => content === null)).toEqual([true, false])

  await db.updateTable('orders').set({ status: 'failed' }).where('id', '=', id).execute()
  await portal.ask('POST', `/api/orders/${id}/erase`, {})
  expect((await pieces(id)).map(({ content }) => content)).toEqual([null, null])
  expect((await read(id)).broken).toBe(null)
})

test('removes everything from a recording that would load something', async () => {
  const token = await begin()
  const image = { type: 2, id: 3, tagName: 'img', attributes: { src: '/api/orders/export' }, childNodes: [] }
  const events = [{ type: 2, timestamp: 1, data: { node: { type: 0, id: 1, childNodes: [image] } } }]
  expect(await record(token, piece(1, gzipSync(Buffer.from(JSON.stringify(events)))))).toBe(true)
  const { id } = await order(token)
  const [kept] = await pieces(id)
  const stored = gunzipSync(Buffer.from(kept?.content ?? '', 'base64')).toString()
  expect(stored).toContain('"img"')
  expect(stored).not.toContain('export')
})

test('limits a recording and rejects anything else', async () => {
  const token = await begin()
  const bomb = gzipSync(Buffer.concat([Buffer.from('["'), Buffer.alloc(8_000_000, 97), Buffer.from('"]')]))
  for (const bad of [Buffer.from('no gzip'), gzipSync(Buffer.from('{}')), gzipSync(Buffer.from('[')), bomb])
    expect(await record(token, piece(1, bad))).toBe(false)
  expect(await record(token, piece(1, Buffer.from('"text"'), false))).toBe(false)
  expect(await record(token, { ...piece(1, gzipSync('[]')), content: '<script>' })).toBe(400)
  expect(await record(token, piece(1, randomBytes(330_000)))).toBe(413)
  const { id } = await order(token)
  expect(await pieces(id)).toEqual([])
  await portal.deps.db.updateTable('trails').set({ recorded: 4_999_999 }).where('order_id', '=', id).execute()
  for (const number of [1, 2]) expect(await record(token, piece(number, gzipSync('[]')))).toBe(false)
  const { rows } = await read(id)
  expect(rows.filter(({ kind }) => kind === 'recording-full')).toHaveLength(1)
  expect(await say(token, batch([event(1)]))).toBe(204)
})
