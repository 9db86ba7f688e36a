import { EXPLAINED_WORDS } from '../../contract/explained.ts'
import type { CardType, Insured, Relation } from '../../contract/people.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, PERSON_WORDS, RELATION_WORDS } from '../../contract/people-words.ts'
import type { Language } from '../../ui/language.tsx'
import type { messages } from './messages.ts'

type Texts = (typeof messages)['zh']

/** The words of a field's path: insured.2.cardNo → 第 3 位 证件号. */
export function fieldName(path: string, t: Texts, language: Language): string {
  const [part = '', place, field] = path.split('.')
  const personWord = (name = '') => PERSON_WORDS[name as keyof Insured]?.[language] ?? ''
  const names: Record<string, string> = {
    memberId: t.member,
    groupNo: t.groupNo,
    note: t.note,
    productCode: t.chooseProduct,
    planCode: t.plan,
    startDate: t.start,
    endDate: t.end,
    insured: t.insured,
    payType: t.payment,
    explained: t.explained,
    secondCover: t.secondCover,
  }
  if (part === 'holder') return `${t.holder} ${personWord(place)}`
  if (part === 'insured' && field) return `${t.person(Number(place) + 1)} ${personWord(field)}`
  return names[part] ?? path
}

/** A field's value as a person reads it. */
export function valueWords(path: string, value: unknown, t: Texts, language: Language): string {
  const words: Record<string, Record<string, Record<Language, string>>> = {
    cardType: CARD_TYPE_WORDS satisfies Record<CardType, unknown>,
    relation: RELATION_WORDS satisfies Record<Relation, unknown>,
    gender: GENDER_WORDS,
    explained: EXPLAINED_WORDS,
  }
  const said = typeof value === 'string' ? value : ''
  if (path === 'payType') return said === 'credit' ? t.credit : t.cash
  return words[path.split('.').at(-1) ?? '']?.[said]?.[language] ?? (said || '—')
}
