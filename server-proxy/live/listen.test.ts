import { connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { announce, startLive } from './live.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** A message of PostgreSQL's protocol: type, length, body. */
function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)])
}
const REFUSED = Buffer.concat([message('E', 'SERROR\0C53000\0Mno more listeners\0\0'), message('Z', 'I')])

/** A proxy before PostgreSQL that refuses the first LISTEN. `open` are its clients' connections. */
async function refuseFirstListen() {
  const { host, port } = new pg.Client(database.config)
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  const open = new Set<Socket>()
  let refused = 0
  const server = createServer((client) => {
    const upstream = connect(target)
    open.add(client)
    client.on('close', () => {
      open.delete(client)
      upstream.destroy()
    })
    client.on('error', () => {})
    upstream.on('error', () => client.destroy())
    upstream.pipe(client)
    client.on('data', (chunk: Buffer) => {
      if (refused > 0 || !chunk.toString('latin1').includes('listen portal_live')) upstream.write(chunk)
      else {
        refused++
        client.write(REFUSED)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    open,
    server,
    refused: () => refused,
    port: address && typeof address === 'object' ? address.port : 0,
  }
}

test('closes a connection whose LISTEN is refused and hears messages on the next one', async () => {
  const { open, server, refused, port } = await refuseFirstListen()
  const { user, password, database: name } = new pg.Client(database.config)
  const live = await startLive({
    user,
    password: password ?? undefined,
    database: name,
    host: '127.0.0.1',
    port,
  })
  expect(refused()).toBe(1)
  await expect.poll(() => open.size).toBe(0)

  const heard: string[] = []
  live.subscribe((event) => 'orderId' in event && heard.push(event.orderId))
  await expect
    .poll(async () => {
      await announce(database.db, { kind: 'order', orderId: 'order', status: 'paid', owner: 'clerk' })
      return heard.length > 0
    })
    .toBe(true)
  expect(open.size).toBe(1)
  await live.stop()
  server.close()
})
