/** Splits a space-separated list. */
export const words = (text: string): string[] => text.trim().split(/\s+/)

const PAIRS =
  '證证號号碼码類类護护電电話话機机別别與与關关係系聯联絡络種种險险稱称郵邮國国齡龄員员團团遊游參参業业監监鄉乡臺台灣湾軍军戶户歲岁單单緊紧領领導导備备註注說说總总計计兒儿親亲雙双夥伙'
const SIMPLE = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, n) => [PAIRS.charAt(n * 2), PAIRS.charAt(n * 2 + 1)]),
)

/** Converts traditional to simplified characters for header and ID type lookups; never for names. */
export const simplified = (text: string): string => Array.from(text, (one) => SIMPLE.get(one) ?? one).join('')
