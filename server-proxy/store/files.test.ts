import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Partner } from '#contract/partners.ts'
import { testPartner } from '../testing/partner.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { until } from '../testing/sale.ts'

let portal: TestPortal
let path = ''
let partner: Partner
let file = ''
beforeAll(async () => {
  portal = await testPortal()
  path = `/api/partners/${(await testPartner(portal)).id}`
  partner = (await portal.ask('GET', path)).json<Partner>()
})
afterAll(() => portal.close())
beforeEach(async () => {
  file = (await upload()).json<{ file: string }>().file
  // A day later nothing refers to it: the next upload deletes it.
  await portal.deps.db
    .updateTable('files')
    .set({ touched_at: new Date(Date.now() - 25 * 3_600_000) })
    .execute()
})

const upload = () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(64)])
  return portal.ask('POST', '/api/licence-files', pdf, { 'content-type': 'application/octet-stream' })
}
const licence = { kind: 'agency', name: '', number: '', until: '' }
const saves = {
  licence: () => portal.ask('PUT', path, { ...partner, licence: { ...licence, file } }),
  document: () =>
    portal.ask('POST', '/api/products/200207/documents', {
      kind: 'terms',
      title: '条款',
      version: '1',
      file,
    }),
}
const kinds = ['licence', 'document'] as const

/** Resolves when that many statements wait for a lock. */
const waiting = (count: number) =>
  until(
    async () => (await sql`select 1 from pg_locks where not granted`.execute(portal.deps.db)).rows.length,
    (found) => found >= count,
  )

/** Does `act` while another connection holds what `statement` locks, and then keeps what it did. */
async function during<Result>(statement: string, act: () => Promise<Result>): Promise<Result> {
  const client = await portal.deps.pool.connect()
  try {
    await client.query('begin')
    await client.query(statement)
    return await act()
  } finally {
    await client.query('commit')
    client.release()
  }
}

test.each(kinds)('an upload that cleans up spares the file of a %s that is being saved', async (kind) => {
  const answers = await during('lock table audit_log in exclusive mode', async () => {
    const saved = saves[kind]()
    await waiting(1)
    const uploaded = upload()
    await waiting(2)
    return [saved, uploaded]
  })
  for (const answer of await Promise.all(answers)) expect(answer.statusCode).toBeLessThan(300)
  const kept = portal.deps.db.selectFrom('files').select('id').where('sha256', '=', Buffer.from(file, 'hex'))
  expect(await kept.execute()).toHaveLength(1)
})

test.each(kinds)('a %s whose file is deleted meanwhile is told so', async (kind) => {
  const [answer] = await during(`delete from files where sha256 = '\\x${file}'`, async () => {
    const saved = saves[kind]()
    await waiting(1)
    return [saved]
  })
  const refused = (await answer)?.json<{ fields: object[] }>()
  expect(refused).toMatchObject({ fields: [{ code: 'file-gone' }] })
})
