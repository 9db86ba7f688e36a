import type { PlaceOrder } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { badField } from '../http/refusal.ts'
import { currentDisclosure } from '../purchases/disclosure.ts'
import { holderKind } from './payer.ts'

/**
 * 400 when staff place an order without saying how they explained it to the policyholder, where real insurance is sold,
 * or when they name the distributor as policyholder and it is not.
 */
export async function assertExplained(
  { db, production }: Pick<Deps, 'db' | 'production'>,
  { explained, holder }: PlaceOrder,
): Promise<void> {
  if (!explained && production) throw badField('explained', 'choose')
  if (explained !== 'own') return
  const kind = holderKind(await currentDisclosure(db), { holder_name: holder?.name ?? null }, null)
  if (kind !== 'distributor') throw badField('explained', 'holder-not-distributor')
}
