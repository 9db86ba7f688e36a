import type { Transaction } from 'kysely'
import { cleanCardNo, cleanMobile, cleanName } from '#contract/people-clean.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'

type Row = { name: string; mobile_index: Buffer | null; card_index: Buffer | null }

/**
 * Indexes people whom the customer entered or changed on the platform's page. People as placed stay indexed.
 */
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
            name: cleanName(name),
            mobile_index: whole(mobile) ? vault.index('mobile', cleanMobile(mobile)) : null,
            card_index: whole(cardNo) ? vault.index('card', cleanCardNo(cardNo)) : null,
          },
        ]
      : [],
  )
  const known = await transaction
    .selectFrom('order_people')
    .select(['place', 'name', 'mobile_index', 'card_index'])
    .where('order_id', '=', orderId)
    .execute()
  const fresh: Row[] = []
  for (const one of people) if (![...known, ...fresh].some((other) => covers(other, one))) fresh.push(one)
  if (fresh.length === 0) return
  const next = Math.max(-1, ...known.map(({ place }) => place)) + 1
  await transaction
    .insertInto('order_people')
    .values(fresh.map((one, n) => ({ ...one, order_id: orderId, place: next + n })))
    .execute()
}

/** A masked number is useless for search. */
function whole(number: string | null): number is string {
  return number !== null && number !== '' && !number.includes('*')
}

/** Whether every search by name, mobile or document that finds `one` finds `other` too. */
function covers(other: Row, one: Row): boolean {
  const same = (a: Buffer | null, b: Buffer | null) => b === null || (a !== null && a.equals(b))
  return (
    other.name === one.name &&
    same(other.mobile_index, one.mobile_index) &&
    same(other.card_index, one.card_index)
  )
}
