import { type IncomingMessage, request } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { announce } from '../../live/live.ts'
import { createOpenStreams, MAX_STREAMS_PER_USER } from '../../live/open-streams.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

/** Opens the live stream over HTTP. */
const openStream = (cookie: string) =>
  new Promise<IncomingMessage>((resolve, reject) =>
    request(`${portal.deps.publicUrl}/api/events`, { headers: { cookie }, agent: false }, resolve)
      .once('error', reject)
      .end(),
  )

test('limits streams per account: the oldest is evicted and reconnects later', async () => {
  const [mine, theirs] = [await signInAs(portal, 'clerk', 'mine'), await signInAs(portal, 'clerk', 'theirs')]
  const other = await openStream(theirs)
  const streams: IncomingMessage[] = []
  for (let n = 0; n < MAX_STREAMS_PER_USER; n++) streams.push(await openStream(mine))
  let heard = ''
  const first = streams[0]
  first?.setEncoding('utf8').on('data', (words: string) => (heard += words))
  streams.push(await openStream(mine))
  await expect.poll(() => first?.complete).toBe(true)
  expect(heard).toMatch(/retry: 60000\n\n$/)
  expect(
    streams
      .slice(1)
      .concat(other)
      .filter(({ complete }) => complete),
  ).toEqual([])
  for (const stream of streams.concat(other)) stream.destroy()
})

test('limits streams per process, and a closed one frees its place', () => {
  const streams = createOpenStreams(2, 3)
  const places = ['a', 'b', 'c'].map((user) => streams.enter(user, () => {}))
  expect(() => streams.enter('d', () => {})).toThrow(
    expect.objectContaining({ status: 503, code: 'too-many-requests' }) as Error,
  )
  places[0]?.leave()
  streams.enter('d', () => {})
})

test('disconnects a slow consumer', async () => {
  const stream = await openStream(await signInAs(portal, 'manager', 'deaf'))
  stream.pause()
  const gone = new Promise((resolve) => stream.socket.once('close', resolve))
  // More than the network buffers hold.
  await sql`
    select pg_notify('portal_live', json_build_object('owner', '', 'orderId', n, 'status', repeat('x', 7000))::text)
    from generate_series(1, 2500) n`.execute(portal.deps.db)
  stream.on('error', () => {}).resume()
  await gone
})

test('sends a heartbeat event every 15 seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const stream = await openStream(await signInAs(portal, 'clerk', 'quiet'))
    let heard = ''
    stream.setEncoding('utf8').on('data', (words: string) => (heard += words))
    const beats = () => heard.match(/^event: heartbeat\ndata: .+\n\n/gm)?.length ?? 0
    await expect.poll(() => heard).toContain('retry: ')
    // The first one comes at once.
    await expect.poll(beats).toBe(1)
    vi.advanceTimersByTime(30_000)
    await expect.poll(beats).toBe(3)
    stream.destroy()
    await expect.poll(() => vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('sends each change by kind to the users who may see it', async () => {
  const [clerk, manager] = await Promise.all(
    (['clerk', 'manager'] as const).map(async (role) =>
      openStream(await signInAs(portal, role, `told-${role}`)),
    ),
  )
  const heard = { clerk: '', manager: '' }
  clerk?.setEncoding('utf8').on('data', (words: string) => (heard.clerk += words))
  manager?.setEncoding('utf8').on('data', (words: string) => (heard.manager += words))
  const { db } = portal.deps
  await announce(db, { kind: 'attention', orderId: 'A', owner: 'somebody else' })
  await announce(db, { kind: 'partner', partnerId: 'P' })
  await sql`select pg_notify('portal_live', ${'{"orderId":"B","status":"paid","owner":""}'})`.execute(db)
  await announce(db, { kind: 'product', productCode: '200207' })
  const product = 'event: product\ndata: {"productCode":"200207"}\n\n'
  await expect.poll(() => heard.clerk).toContain(product)
  expect(heard.clerk).not.toMatch(/event: (order|attention|partner)/)
  await expect.poll(() => heard.manager).toContain(product)
  expect(heard.manager).toContain('event: attention\ndata: {"orderId":"A"}\n\n')
  expect(heard.manager).toContain('event: partner\ndata: {"partnerId":"P"}\n\n')
  expect(heard.manager).toContain('event: order\ndata: {"orderId":"B","status":"paid"}\n\n')
  clerk?.destroy()
  manager?.destroy()
})
