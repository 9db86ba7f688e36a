import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_PASSWORD, type TestPortal, testPortal } from '../testing/portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const run = (...statements: string[]) =>
  Promise.all(statements.map((text) => sql.raw(text).execute(portal.deps.db)))
const signIn = () => portal.ask('POST', '/api/session', { username: 'admin', password: ADMIN_PASSWORD })
const ready = async () => (await portal.ask('GET', '/readyz')).statusCode
const metric = async () =>
  /^portal_database_keeps (\d)/m.exec((await portal.ask('GET', '/metrics')).body)?.[1]

test('reports a full disk of the database in words, by /readyz and in metrics, until there is room again', async () => {
  expect([await ready(), await metric()]).toEqual([200, '1'])
  // The server's own error when a table has to grow, for writes and for the probe.
  await run(
    `create function full() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`,
    `create function full_too() returns event_trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`,
  )
  await run(
    'create trigger no_room before insert on sessions for each row execute function full()',
    "create event trigger no_room on ddl_command_start when tag in ('CREATE TABLE AS') execute function full_too()",
  )
  const answer = await signIn()
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({
    code: 'cannot-keep',
    title: expect.stringContaining('存储空间') as string,
  })
  expect(answer.headers['retry-after']).toBe('10')
  expect([await ready(), await metric()]).toEqual([503, '0'])
  // Reads still work.
  expect((await portal.ask('GET', '/api/orders')).statusCode).toBe(200)

  await run('drop event trigger no_room', 'drop trigger no_room on sessions')
  await expect.poll(ready).toBe(200)
  expect(await metric()).toBe('1')
  expect((await signIn()).statusCode).toBe(200)
})
