import type { PlaceOrder } from '#contract/place-order.ts'
import { CARD_TYPES, type Holder, type Insured, RELATIONS } from '#contract/people.ts'
import type { HolderField, InsuredField } from '../gateway/interfaces.ts'
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

/** §7.4 HolderInfoDTO: every field of the table, so that a new one does not compile until it is filled. */
export function holderInfoOf(person: Holder): Record<HolderField, string> {
  return {
    holderName: person.name,
    holderCardType: cardCode(person.cardType),
    holderCardNo: person.cardNo,
    holderBirthday: person.birthday,
    holderGender: person.gender,
    holderMobile: person.mobile ?? '',
    holderEmail: person.email ?? '',
  }
}

/** §7.4 InsuredInfoDTO. The gateway leaves out empty fields. */
export function insuredInfoOf(person: Insured): Record<InsuredField, string> {
  return {
    insuredName: person.name,
    insuredCardType: cardCode(person.cardType),
    insuredCardNo: person.cardNo,
    insuredBirthday: person.birthday,
    insuredGender: person.gender,
    insuredMobile: person.mobile ?? '',
    insuredEmail: person.email ?? '',
    insuredRelation: String(RELATIONS.indexOf(person.relation) + 1),
  }
}
