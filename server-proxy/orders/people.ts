import type { PlaceOrder } from '#contract/place-order.ts'
import { CARD_TYPES, type Holder, type Insured, RELATIONS } from '#contract/people.ts'
import type { HolderInfo, InsuredInfo } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'

export type People = { holder: Holder | null; insured: Insured[] }

const placeOf = (orderId: string) => ({ table: 'orders', column: 'people', row: orderId })

/** Holder and insured as placed, sealed for the row. */
export function sealPeople(vault: Vault, orderId: string, order: PlaceOrder): Buffer {
  return vault.seal(
    placeOf(orderId),
    JSON.stringify({ holder: order.holder ?? null, insured: order.insured ?? [] }),
  )
}

export function openPeople(vault: Vault, row: Pick<OrderRow, 'id' | 'people_sealed'>): People {
  if (!row.people_sealed) return { holder: null, insured: [] }
  return JSON.parse(vault.open(placeOf(row.id), row.people_sealed)) as People
}

const cardCode = (cardType: Holder['cardType']) => String(CARD_TYPES.indexOf(cardType) + 1)

/** §7.4 HolderInfoDTO in the document's order; absent fields are left out. */
export function holderInfoOf(person: Holder): HolderInfo {
  return {
    holderName: person.name,
    holderCardType: cardCode(person.cardType),
    holderCardNo: person.cardNo,
    holderBirthday: person.birthday,
    holderGender: person.gender,
    ...(person.mobile && { holderMobile: person.mobile }),
    ...(person.email && { holderEmail: person.email }),
  }
}

/** §7.4 InsuredInfoDTO in the document's order. */
export function insuredInfoOf(person: Insured): InsuredInfo {
  return {
    insuredName: person.name,
    insuredCardType: cardCode(person.cardType),
    insuredCardNo: person.cardNo,
    insuredBirthday: person.birthday,
    insuredGender: person.gender,
    ...(person.mobile && { insuredMobile: person.mobile }),
    ...(person.email && { insuredEmail: person.email }),
    insuredRelation: String(RELATIONS.indexOf(person.relation) + 1),
  }
}
