import { isDay } from '../contract/days.ts'
import { RELATIONS, type Relation } from '../contract/people.ts'
import { RELATION_WORDS } from '../contract/people-words.ts'
import { writtenDay } from '../lib/written-day.ts'
import { type Cell, textOf } from './sheet-cell.ts'
import { simplified, words } from './words.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const FIRST_SERIAL = 1_000
const LAST_SERIAL = 80_000

/** Parses a birthday as 1990-03-07. Invalid values stay unchanged. */
export function dayOf(cell: Cell): string {
  const text = textOf(cell)
  if (cell instanceof Date) return text
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ')
  return (
    writtenDay(plain.replace(/[T ]\d{1,2}:\d\d.*$/, '').replaceAll(' ', '')) ||
    englishDay(plain) ||
    dayFirst(plain) ||
    serialDay(plain) ||
    text
  )
}

/** Passport dates: 07 MAR 1990, 7-Mar-1990. */
function englishDay(text: string): string {
  const [, day = '', word = '', year = ''] =
    /^(\d{1,2})[-/. ]?([A-Za-z]{3})[A-Za-z]*[-/., ]*(\d{4})$/.exec(text) ?? []
  const month = MONTHS.indexOf(word.toLowerCase()) + 1
  const found = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return month > 0 && isDay(found) ? found : ''
}

/** 25/12/1980 or 12/25/1980; empty where day and month may be either. */
export function dayFirst(text: string): string {
  const [, one = '', , other = '', year = ''] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text.trim()) ?? []
  const [day, month] = Number(one) > 12 ? [one, other] : [other, one]
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return (Number(day) > 12 || day === month) && isDay(found) ? found : ''
}

/** An unformatted date cell is a day count since the end of 1899. */
function serialDay(text: string): string {
  const serial = /^\d{4,5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL || /^(19|20)\d\d$/.test(text)) return ''
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

/** 男, M, 1-男, Mr.; null if not a sex. A bare 1 is ambiguous, because codes start at 0 or 1. */
export function genderOf(text: string): 'M' | 'F' | null {
  const word = text.normalize('NFKC').replace(/[\s.]/g, '').toLowerCase()
  if (/^(m|male|mr|先生|man|boy)$/.test(word)) return 'M'
  if (/^(f|female|ms|mrs|miss|女士|小姐|woman|girl)$/.test(word)) return 'F'
  const male = word.includes('男')
  return word.length <= 6 && male !== word.includes('女') ? (male ? 'M' : 'F') : null
}

/** Words for “the insured is the holder's …”. Relatives without a platform code are 其他 only if the sheet says so. */
const RELATION_NAMES: Record<Relation, readonly string[]> = {
  self: ['本人', '自己', '投保人本人', '投保人', 'self', 'same'],
  parent: ['父母', '父亲', '母亲', '父', '母', '爸爸', '妈妈', 'parent', 'father', 'mother', 'parents'],
  child: ['子女', '儿子', '女儿', '子', '女', '孩子', '儿女', 'child', 'son', 'daughter', 'children'],
  spouse: ['配偶', '夫妻', '丈夫', '妻子', '夫', '妻', '爱人', '老公', '老婆', 'spouse', 'husband', 'wife'],
  other: words(`
    其他 其它 兄弟 姐妹 兄弟姐妹 朋友 同事 同学 亲属 亲戚 祖父母 外祖父母 孙子女 外孙子女 员工 雇员
    雇佣 劳动关系 团员 客户 旅客 游客 师生 学生 other others friend colleague relative employee
    sibling customer`),
}
const RELATION_OF = new Map<string, Relation>(
  RELATIONS.flatMap((relation) =>
    [...RELATION_NAMES[relation], RELATION_WORDS[relation].en.toLowerCase()].map((word) => [word, relation]),
  ),
)

/** The relation in a text, also as 1-本人 or 父母(父亲). */
export function relationOf(text: string): Relation | null {
  const word = simplified(text.slice(0, 40).normalize('NFKC').toLowerCase())
  const bare = word.replace(/^\d{1,2}[-.:、 ]*/, '').replace(/\(.*$/, '')
  return RELATION_OF.get(word.trim()) ?? RELATION_OF.get(bare.replaceAll(/\s/g, '')) ?? null
}
