import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import { testPartner } from '../partner.ts'
import type { TestPortal } from '../portal.ts'
import { movesOf } from './history.ts'
import type { Tally } from './tally.ts'

/**
 * Makes every order come from a partner whose server receives its events. Returns the function that stops the
 * server.
 */
export async function fromPartner(portal: TestPortal): Promise<() => void> {
  const server = createServer((_request, response) => response.writeHead(204).end())
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const { id } = await testPartner(portal, { webhookUrl: `http://127.0.0.1:${port}/hook` })
  await sql`alter table orders alter column partner_id set default ${sql.lit(id)}`.execute(portal.deps.db)
  return () => server.close()
}

/**
 * Throws unless every effect of an order exists exactly once: a timeline entry and a partner event per move,
 * in order, an entry per moved policy, each invoice file.
 */
export async function assertEffectsOnce(
  { db }: Deps,
  orderId: string,
  tally: Tally,
  contradicted: boolean,
): Promise<void> {
  const moves = (await movesOf({ db }, orderId)).flatMap((move) => (move.what === 'status' ? [move.now] : []))
  const sent = (
    await db
      .selectFrom('partner_events')
      .select('body')
      .where('order_id', '=', orderId)
      .orderBy('id')
      .execute()
  ).map(({ body }) => (JSON.parse(body) as { data: { status: string } }).data.status)
  if (sent.join() !== moves.join())
    throw new Error(`the partner received ${sent.join()}, the order went ${moves.join()}`)

  const lines = await db
    .selectFrom('order_events')
    .select(['kind', 'status', 'platform_message', 'note'])
    .where('order_id', '=', orderId)
    .orderBy('id')
    .execute()
  for (const { kind } of lines) tally.add(`line: ${kind}`)
  const count = <One>(list: readonly One[], one: One) => list.filter((other) => other === one).length
  const shown = lines.flatMap(({ kind, status }) => (kind === 'status' && status ? [status] : []))
  const often = shown.find((status) => count(shown, status) > count(moves, status))
  if (often) throw new Error(`the timeline says ${often} more often than it happened: ${shown.join()}`)
  const policies = lines.flatMap(({ kind, platform_message, note }) =>
    kind === 'policies-moved' ? (note ?? '').split(', ').map((code) => `${code} ${platform_message}`) : [],
  )
  const twice = policies.find((one) => count(policies, one) > 1)
  // A platform that takes back a statement may repeat it.
  if (twice && !contradicted) throw new Error(`the timeline says twice that ${twice}`)

  const files = await db.selectFrom('invoice_files').select('url').where('order_id', '=', orderId).execute()
  if (new Set(files.map(({ url }) => url)).size !== files.length)
    throw new Error('an invoice file is there twice')
}
