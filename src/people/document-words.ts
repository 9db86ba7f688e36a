import { CARD_TYPES, type CardType } from '../contract/people.ts'
import { simplified, words } from './words.ts'

/** Words for ID types. Types unknown to the platform map to the type with the same number format. */
const DOCUMENT_WORDS: Record<CardType, readonly string[]> = {
  'id-card': words(`
    身份证 身分证 居民身份证 二代身份证 临时身份证 身份证件 公民身份 户口本 户口簿 户口 居住证
    港澳居民居住证 台湾居民居住证 港澳台居民居住证 港澳台居住证 外国人永久居留身份证
    外国人永久居留证 永久居留身份证 永久居留证 永居证 永居身份证`),
  passport: ['护照', '中国护照', '外国护照', '普通护照', '因私护照', '因公护照', '公务护照'],
  'hk-macau-permit': words(`
    港澳通行证 往来港澳通行证 来往港澳通行证 港澳居民来往内地通行证 港澳居民往来内地通行证
    港澳来往内地通行证 港澳居民通行证 港澳同胞回乡证 回乡证 港澳证`),
  'taiwan-permit': words(`
    台胞证 台湾通行证 来往台湾通行证 往来台湾通行证 大陆居民往来台湾通行证 台湾居民来往大陆通行证
    台湾居民往来大陆通行证 台湾同胞来往大陆通行证 台湾来往大陆通行证 台湾居民通行证`),
  'officer-card': words('军官证 士兵证 军人证 警官证 武警证 士官证 文职证 军人身份证 军人身份证件'),
}

/** Latin words match as whole words, because “id” is part of many. */
const LATIN_WORDS = new Map<string, CardType>([
  ...each('id-card', 'id', 'ni', 'idcard', 'identitycard', 'residentid', 'residentidcard', 'nationalid'),
  ...each('passport', 'pp', 'passport', 'ordinarypassport'),
  ...each('hk-macau-permit', 'hk/macaupermit', 'hkmacaupermit', 'homereturnpermit'),
  ...each('taiwan-permit', 'taiwanpermit', 'mtp'),
  ...each('officer-card', 'officercard', 'officer’scard', "officer'scard"),
  ...CARD_TYPES.map((type): [string, CardType] => [type, type]),
])

function each(type: CardType, ...names: string[]): [string, CardType][] {
  return names.map((word) => [word, type])
}

/** Chinese words, longest first: 军人身份证 is not a 身份证. */
const DOCUMENT_WORD_LIST: readonly (readonly [string, CardType])[] = (
  Object.entries(DOCUMENT_WORDS) as [CardType, readonly string[]][]
)
  .flatMap(([type, list]) => list.map((word) => [word, type] as const))
  .toSorted(([one], [other]) => other.length - one.length)

/** The ID type in a text, such as 港澳居民来往内地通行证（回乡证）; null if none or several. */
export function documentOf(text: string): CardType | null {
  let rest = simplified(text.slice(0, 60).normalize('NFKC').replaceAll(/\s/g, '').toLowerCase())
  const latin = LATIN_WORDS.get(rest)
  if (latin) return latin
  const kinds = new Set<CardType>()
  for (const [word, type] of DOCUMENT_WORD_LIST)
    if (rest.includes(word)) {
      kinds.add(type)
      rest = rest.replaceAll(word, '|')
    }
  const [kind] = kinds
  return kind && kinds.size === 1 ? kind : null
}

/** The ID type implied by a cleaned number; null if ambiguous, such as H12345678. */
export function documentByNumber(cardNo: string): CardType | null {
  if (/^\d{15}$|^\d{17,18}$|^\d{17}[\dX]$|^\d{14,16}X$|^\d{19,20}$/i.test(cardNo)) return 'id-card'
  if (/^([HM](\d{8}|\d{10})|[CWTL]\d{8}|C[A-Z]\d{7})$/i.test(cardNo)) return null
  return /^[A-Z]{1,2}\d{6,9}$/i.test(cardNo) ? 'passport' : null
}
