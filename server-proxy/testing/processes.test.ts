import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultWorld, faultWorld } from './fault-world.ts'
import type { PortalProcess } from './portal-process.ts'
import { MEMBER } from './sale.ts'

let world: FaultWorld
beforeAll(async () => {
  // In parallel on an empty database: migrations, queues and the first user are created once.
  world = await faultWorld(3)
})
afterAll(() => world.stop())

test('processes that start in parallel on an empty database share one of everything', async () => {
  const { rows } = await world.database.pool.query<{ users: number; migrations: number; queues: number }>(`
    select (select count(*) from users) as users,
           (select count(distinct name) from kysely_migration) as migrations,
           (select count(*) from pgboss.schedule) as queues`)
  expect(rows[0]).toMatchObject({ users: 1 })
  expect(rows[0]?.migrations).toBeGreaterThan(1)
  expect(rows[0]?.queues).toBeGreaterThan(1)
})

/** Creates a member and a product. Returns the member's id. */
async function prepared(portal: PortalProcess): Promise<unknown> {
  const member = await world.ask(portal, 'POST', '/api/members', MEMBER)
  await world.ask(portal, 'PUT', '/api/products/200207', {})
  return member.body['memberId']
}

test('a page served by one process gets the events of another', async () => {
  const [mine, theirs] = world.portals as [PortalProcess, PortalProcess]
  const heard: string[] = []
  const listening = new AbortController()
  const cookie = await signIn(mine)
  const stream = await fetch(`${mine.url}/api/events`, { headers: { cookie }, signal: listening.signal })
  void (async () => {
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
      heard.push(Buffer.from(chunk).toString())
  })().catch(() => {})
  const memberId = await prepared(theirs)
  const placed = await world.ask(
    theirs,
    'POST',
    '/api/orders',
    { memberId, productCode: '200207', payType: 'cash' },
    { 'idempotency-key': 'heard-elsewhere' },
  )
  expect(placed.status).toBe(201)
  await expect.poll(() => heard.join('')).toContain(String(placed.body['id']))
  listening.abort()
})

test('a partner’s token is good once across processes, and disabling a partner in one applies to all', async () => {
  const [mine, theirs] = world.portals as [PortalProcess, PortalProcess]
  // Like one portal behind a load balancer: the token is for each of them.
  const aud = world.portals.map(({ url }) => url)
  const origin = 'https://www.shop.example'
  const memberId = await prepared(mine)
  const partner = await world.ask(mine, 'POST', '/api/partners', {
    name: '湖畔旅行',
    origins: [origin],
    memberId,
    products: ['200207'],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: '',
    webhookUrl: '',
  })
  expect(partner.status).toBe(201)
  const sign = (jti: string) =>
    new SignJWT({ origin, product: '200207', aud })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(String(partner.body['id']))
      .setJti(jti)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(Buffer.from(String(partner.body['keySecret'])))
  const open = async (portal: PortalProcess, token: string) =>
    (await world.ask(portal, 'POST', '/api/embed/session', { token, origin })).status
  for (let round = 0; round < 5; round++) {
    const token = await sign(`the-round-${round}`)
    const each = [...world.portals, ...world.portals, ...world.portals]
    const statuses = await Promise.all(each.map((portal) => open(portal, token)))
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(each.length - 1)
  }
  const disabled = `/api/partners/${String(partner.body['id'])}/disabled`
  expect((await world.ask(mine, 'POST', disabled, { disabled: true })).status).toBe(200)
  expect(await open(theirs, await sign('afterwards'))).toBe(403)
})

test('a rolling restart drops no request', async () => {
  const ready = new Set(world.portals)
  let over = false
  // Like a load balancer: polls /readyz and sends requests to ready portals.
  const watch = async (portal: PortalProcess) => {
    for (; !over; await pause(100))
      if ((await world.ask(portal, 'GET', '/readyz')).status === 200) ready.add(portal)
      else ready.delete(portal)
  }
  const answers: number[] = []
  const send = async () => {
    for (; !over; await pause(5)) {
      const portals = [...ready]
      const portal = portals[Math.floor(Math.random() * portals.length)]
      if (portal) answers.push((await world.ask(portal, 'GET', '/api/members')).status)
    }
  }
  const work = [...world.portals.map(watch), send(), send(), send()]
  for (const portal of world.portals.slice(0, 2)) {
    expect(await portal.stop()).toBe(0)
    await portal.start()
    await expect.poll(() => ready.has(portal)).toBe(true)
  }
  over = true
  await Promise.all(work)
  expect(answers.length).toBeGreaterThan(50)
  expect(answers.filter((status) => status !== 200)).toEqual([])
})

async function signIn(portal: PortalProcess): Promise<string> {
  const answer = await fetch(`${portal.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: portal.url },
    body: JSON.stringify({ username: 'admin', password: 'a-password-for-faults' }),
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}
