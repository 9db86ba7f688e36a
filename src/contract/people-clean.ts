/** Invisible characters: format controls (bidi, zero width, BOM), variation selectors, soft hyphens, fillers. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const BLANKS = /[\p{Z}\p{Cc}]+/gu
const DASH = /[\p{Pd}\u2212\u30FC]/gu
const DOT =
  /[\u0387\u1427\u16EB\u2022\u2024\u2027\u2219\u22C5\u25CF\u2E31\u2E33\u30FB\uA78F\uFF65\u{10101}]/gu
const APOSTROPHE = /[\u2018\u2019\u201B\u2032\u00B4\u0060\u02B9\u02BB\u02BC\u02BD\uA78C]/g
/** Ideographs. Includes all of planes 2 and 3, because engines learn new blocks late. */
const HAN = String.raw`[\p{Ideographic}々\u{20000}-\u{3FFFD}]`
const BLANK_BETWEEN_HAN = new RegExp(`(?<=${HAN}) (?=${HAN})`, 'gu')
const TEXT_MARK = new RegExp(`^' *(?=\\d|${HAN})`, 'u')

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '')

/** Converts full-width ASCII to ASCII. Not NFKC, which would replace some ideographs. */
const halfWidth = (text: string) =>
  text.replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))

/** Removes what spreadsheets and chats add around a value: `="…"`, a leading apostrophe, unusual spaces. */
export function cleanValue(text: string): string {
  const plain = halfWidth(withoutInvisible(text)).replace(BLANKS, ' ').trim()
  const inside = /^="(.*)"$/.exec(plain)?.[1] ?? plain
  return inside.replace(TEXT_MARK, '').trim()
}

/** ZHANG/SAN, as tickets have it. */
const TICKET_NAME = /^([\p{Script=Latin}' .-]+?) ?\/ ?([\p{Script=Latin}' .-]+)$/u

/** Cleans a name: one kind of middle dot, hyphen and apostrophe; no spaces between ideographs or around dots. */
export function cleanName(text: string): string {
  return cleanValue(text)
    .replace(DOT, '·')
    .replace(APOSTROPHE, "'")
    .replace(TEXT_MARK, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/ *· */g, '·')
    .replace(BLANK_BETWEEN_HAN, '')
    .replace(TICKET_NAME, '$1 $2')
    .replace(/\p{Script=Latin}\p{Mn}+/gu, (letter) => letter.normalize('NFC'))
}

/** Cleans an ID number: no spaces, upper case; resident IDs also lose dashes and get X for ×. */
export function cleanCardNo(text: string): string {
  const bare = cleanValue(text).replaceAll(' ', '').toUpperCase()
  const id = bare.replace(DASH, '').replace(/[×✕✖ⅩХΧ]$/u, 'X')
  return /^\d{17}[\dX]$/.test(id) ? id : bare
}

/** Removes grouping and country code from a mainland mobile number. Anything else stays unchanged. */
export function cleanMobile(text: string): string {
  const plain = cleanValue(text)
  const bare = plain.replace(/[\s.·()]/g, '').replace(DASH, '')
  return /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/.exec(bare)?.[1] ?? plain
}

const DIGIT = /(?!〇)\p{N}/u
const LETTER = String.raw`\p{L}〇\u{20000}-\u{3FFFD}`
const BRACKETS_AND_COMMAS = String.raw`()[\]{}<>〈〉《》「」『』【】〔〕,、;`
const KNOWN = new RegExp(`^[${LETTER}\\p{Mn}\\p{Mc}\\p{N}·\\-'. ${BRACKETS_AND_COMMAS}]*$`, 'u')
const ANY_LETTER = new RegExp(`[${LETTER}]`, 'u')
const USUAL = new RegExp(`^'?[${LETTER}](?:.*[${LETTER}\\p{Mn}\\p{Mc}.'])?$`, 'u')
const UNUSUAL = new RegExp(
  `[${BRACKETS_AND_COMMAS}]|·[·'.-]|--|''|\\.\\.|(?<=${HAN}) | (?=${HAN})|(?<=${HAN})\\.(?=${HAN})`,
  'u',
)

/** The fault of a cleaned name, if any. Empty names are not checked here. */
export function nameFault(name: string): 'name-digit' | 'name-symbol' | null {
  if (name === '') return null
  if (DIGIT.test(name)) return 'name-digit'
  return KNOWN.test(name) && ANY_LETTER.test(name) ? null : 'name-symbol'
}

/** 张三A, 张三 ZHANG SAN: two writings in one name. */
const TWO_WRITINGS = new RegExp(`${HAN}.*\\p{Script=Latin}|\\p{Script=Latin}.*${HAN}`, 'u')

/** True if a name has an unusual shape, such as brackets or commas. It needs confirmation. */
export function isOddName(name: string): boolean {
  return (
    name !== '' &&
    nameFault(name) === null &&
    (UNUSUAL.test(name) || TWO_WRITINGS.test(name) || !USUAL.test(name))
  )
}

/** True if an ID number has an unusual shape for its type. It needs confirmation. */
export function isOddCardNo(cardType: string, cardNo: string): boolean {
  switch (cardType) {
    case 'passport':
      return !/^[A-Za-z0-9]{5,17}$/.test(cardNo)
    case 'hk-macau-permit':
      return !/^([HM](\d{8}|\d{10})|[CW]\d{8}|C[A-Z]\d{7})$/i.test(cardNo)
    case 'taiwan-permit':
      return !/^(\d{8}|\d{10})$/.test(cardNo)
    default:
      return false
  }
}
