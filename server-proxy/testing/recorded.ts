import { randomUUID } from 'node:crypto'
import { keepPiece } from '../evidence/recording.ts'
import { bindTrail, openTrail } from '../evidence/trail.ts'
import type { TestPortal } from './portal.ts'

/** Gives an order a trail with one recorded piece, as a purchase by link leaves it. An order of staff has one. Returns the trail's id. */
export async function recorded({ deps }: TestPortal, orderId: string, content: string): Promise<string> {
  const kept = deps.db.selectFrom('trails').select('id').where('order_id', '=', orderId)
  const id = (await kept.executeTakeFirst())?.id ?? randomUUID()
  await deps.db.transaction().execute(async (transaction) => {
    await openTrail(deps.vault, transaction, id)
    await bindTrail(transaction, id, orderId)
    const piece = { visit: randomUUID(), piece: 0, content: Buffer.from(content) }
    await keepPiece(deps.vault, transaction, id, piece, 1_000_000)
  })
  return id
}
