import type { Transaction } from 'kysely'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault.ts'

type Row = { name: string; mobile_index: Buffer | null; card_index: Buffer | null }

/** Lets people be found whom the customer filled in or changed on the platform's page; those as placed stay findable. */
export async function keepPeople(
  transaction: Transaction<Database>,
  vault: Vault,
  orderId: string,
  detail: OrderDetail,
): Promise<void> {
  const named: [name: string | null, mobile: string | null, cardNo: string | null][] = [
    [detail.enterpriseName, detail.enterprisePhone, detail.enterpriseCredNo],
    [detail.holderName, detail.holderPhone, detail.holderCredNo],
    ...detail.insuredInfoList.map((one): (typeof named)[number] => [
      one.insuredName,
      one.insuredMobile,
      one.insuredCardNo,
    ]),
  ]
  const people = named.flatMap(([name, mobile, cardNo]): Row[] =>
    name
      ? [
          {
            name,
            mobile_index: mobile ? vault.index('mobile', mobile) : null,
            card_index: cardNo ? vault.index('card', cardNo.toUpperCase()) : null,
          },
        ]
      : [],
  )
  const known = await transaction
    .selectFrom('order_people')
    .select(['place', 'name', 'mobile_index', 'card_index'])
    .where('order_id', '=', orderId)
    .execute()
  const seen = new Set(known.map(keyOf))
  const fresh = people.filter((one) => {
    const key = keyOf(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  if (fresh.length === 0) return
  const next = Math.max(-1, ...known.map(({ place }) => place)) + 1
  await transaction
    .insertInto('order_people')
    .values(fresh.map((one, n) => ({ ...one, order_id: orderId, place: next + n })))
    .execute()
}

const keyOf = ({ name, mobile_index, card_index }: Row) =>
  [name, mobile_index?.toString('base64'), card_index?.toString('base64')].join('\n')
