import type { Transaction } from 'kysely'
import type { PlaceOrder } from '#contract/place-order.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'

/** Writes the rows by which a new order is found by its people. */
export async function indexPeople(
  vault: Vault,
  transaction: Transaction<Database>,
  orderId: string,
  { holder, insured = [] }: PlaceOrder,
): Promise<void> {
  const people = [...(holder ? [holder] : []), ...insured]
  if (people.length === 0) return
  await transaction
    .insertInto('order_people')
    .values(
      people.map((person, place) => ({
        order_id: orderId,
        place,
        name: person.name,
        mobile_index: person.mobile ? vault.index('mobile', person.mobile) : null,
        card_index: vault.index('card', person.cardNo.toUpperCase()),
      })),
    )
    .execute()
}
