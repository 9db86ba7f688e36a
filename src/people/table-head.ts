import { HEAD_WORDS, type HeadField, OTHER_PEOPLE, PERSON_PREFIXES, PLAIN_FIELD } from './head-words.ts'
import { type Cell, textsOf } from './sheet-cell.ts'
import { simplified } from './words.ts'

/** A column that is read: index from 0 and original header. */
export type Column = { at: number; head: string }
/** The columns of one person. A sheet may have several groups side by side. */
export type ColumnGroup = Partial<Record<HeadField, Column>>
export type TableHead = { groups: ColumnGroup[]; unused: Column[] }

/** Maximum header length. Longer cells are notes. Also limits the work per cell. */
const LONGEST_CELL = 200
const LONGEST_WORD = 24
const OPEN = new Set('([{<【〔《「')
const CLOSE = new Set(')]}>】〕》」')
const LEFT_OUT = /[\s\d*＊:;#。.、…★☆●·"'“”‘’_\-!?]/u
const NUMBERS: readonly HeadField[] = [
  'cardNo',
  'idCardNo',
  'passportNo',
  'hkPermitNo',
  'taiwanPermitNo',
  'officerCardNo',
]

const FIELD_OF = new Map<string, HeadField>()
for (const field of Object.keys(HEAD_WORDS) as HeadField[])
  for (const word of HEAD_WORDS[field]) {
    const key = plainWord(word)
    // 证件 alone means the type if there is a number column, else the number. `groupsOf` decides.
    if (!FIELD_OF.has(key)) FIELD_OF.set(key, field)
  }
const PREFIXES = PERSON_PREFIXES.toSorted((one, other) => other.length - one.length)
const OTHERS = new Set(OTHER_PEOPLE)

/** Normalises a header in one pass: removes spaces, stars, numbers and marks, and bracketed text unless `all`. */
function plainWord(text: string, all = false): string {
  let depth = 0
  let word = ''
  for (const one of text.slice(0, LONGEST_CELL).normalize('NFKC')) {
    if (OPEN.has(one)) depth++
    else if (CLOSE.has(one)) depth = Math.max(0, depth - 1)
    else if ((all || depth === 0) && !LEFT_OUT.test(one)) word += one
  }
  return simplified(word.toLowerCase())
}

/** The field of a header, or null. Splits 姓名（拼音）, 姓名/Name and 姓名Name. */
export function fieldOf(text: string): HeadField | null {
  const word = plainWord(text)
  const whole = lookUp(plainWord(text, true)) ?? lookUp(word)
  if (whole) return whole
  const parts = word.split(/[/|,，&或及和]/).flatMap((part) => lookUp(part) ?? [])
  const [part] = parts
  // 护照/身份证 contains numbers of either type.
  if (part && new Set(parts).size > 1 && parts.every((one) => PLAIN_FIELD[one] === 'cardNo')) return 'cardNo'
  return part ?? lookUp(latinOf(word)) ?? lookUp(hanOf(word))
}

const hanOf = (word: string) => word.replaceAll(/[^\p{Script=Han}]/gu, '')
const latinOf = (word: string) => word.replaceAll(/[^a-z]/g, '')

function lookUp(word: string): HeadField | null {
  if (word === '' || word.length > LONGEST_WORD) return null
  const field = FIELD_OF.get(word)
  if (field) return field
  const prefix = PREFIXES.find((one) => word.startsWith(one) && word.length > one.length)
  return prefix ? (FIELD_OF.get(word.slice(prefix.length).replace(/^的|^s(?=name)/, '')) ?? null) : null
}

/** The people that a label row announces: 投保人信息 announces someone else, 被保险人信息 or 游客名单 the insured. */
export function labelOf(text: string): 'person' | 'other' | null {
  const word = stem(text)
  if (OTHERS.has(word)) return 'other'
  return PREFIXES.includes(word) ? 'person' : null
}

/** The header in a row, alone or combined with the previous row; null without name or number. */
export function headOf(cells: readonly Cell[], above: readonly Cell[] = []): TableHead | null {
  const own = textsOf(cells)
  const top = textsOf(above)
  return (top.some(Boolean) && twoRowHead(own, top)) || oneRowHead(own)
}

/** The second row of a two-row header: 类型 and 号码 below 证件. */
export function subHeadOf(cells: readonly Cell[], above: readonly Cell[]): TableHead | null {
  const own = textsOf(cells)
  const words = own.filter(Boolean)
  if (words.some((word) => word.length > LONGEST_WORD || /\d{5}/.test(word))) return null
  const found = twoRowHead(own, textsOf(above))
  const read = new Set(found?.groups.flatMap((group) => Object.values(group).map(({ at }) => at)))
  const known = own.filter((word, at) => word && (read.has(at) || fieldOf(word) !== null)).length
  return known > 0 && known * 2 >= words.length ? found : null
}

function oneRowHead(own: readonly string[]): TableHead | null {
  const fields = own.map((word, at) => (isAboutOther(word, own[at - 1]) ? null : fieldOf(word)))
  return groupsOf(
    fields,
    own.map((head, at) => ({ at, head })),
  )
}

/** A merged cell has its text in the first cell. The following empty cells belong to it. */
function twoRowHead(own: readonly string[], top: readonly string[]): TableHead | null {
  const over: string[] = []
  for (let at = 0; at < Math.max(own.length, top.length); at++)
    over.push(top[at] || (own[at] ? (over[at - 1] ?? '') : ''))
  if (!over.some((group, at) => group && own[at])) return null
  // An upper word above an empty cell is merged downwards, so both rows are headers.
  const merged = over.some((group, at) => !own[at] && fieldOf(group))
  const others = new Set(
    over.filter(
      (group, at) =>
        labelOf(group) === 'other' &&
        (merged || stem(group) !== plainWord(group) || fieldOf(own[at] ?? '') === 'name'),
    ),
  )
  const fields = over.map((group, at) => {
    const word = own[at] ?? ''
    if (!word) return isAboutOther(group) ? null : fieldOf(group)
    if (others.has(group) || isAboutOther(word, own[at - 1])) return null
    return fieldOf(`${stem(group)}${word}`) ?? fieldOf(word)
  })
  return groupsOf(
    fields,
    over.map((group, at) => ({
      at,
      head: headWord(own[at] ?? '', group),
    })),
  )
}

/** The combined header: 证件号码 for 证件 above 号码. */
function headWord(own: string, group: string): string {
  if (!own) return group
  return lookUp(stem(group) + plainWord(own)) && !labelOf(group) ? `${group}${own}` : own
}

/** 被保险人信息 over 姓名 is read as 被保险人姓名. */
const stem = (group: string) => plainWord(group).replace(/(基本)?(信息|资料|情况|名单|information|info)$/, '')

/** 投保人姓名 is about the holder; 投保人关系 is about the insured; 联系电话 right of 联系人 is of that one. */
function isAboutOther(text: string, before = ''): boolean {
  const word = plainWord(text)
  if (OTHERS.has(plainWord(before).replace(/姓名$/, '')) && fieldOf(text) === 'mobile') return true
  return lookUp(word) === null && OTHER_PEOPLE.some((one) => word.startsWith(one))
}

/** One group per name column. Other columns are unused. */
function groupsOf(fields: readonly (HeadField | null)[], columns: readonly Column[]): TableHead | null {
  const names = places(fields, 'name')
  const first = fields.find((field) => field !== null)
  // Groups start with the first group's first field, if it occurs as often as names.
  const begins = first && places(fields, first).length === names.length ? places(fields, first) : names
  const groups: ColumnGroup[] = [{}]
  const used = new Set<number>()
  fields.forEach((field, at) => {
    const last = groups.at(-1) ?? {}
    // 姓名 beside 中文姓名: a second name alone is not a person.
    const alone = Object.keys(last).every((one) => PLAIN_FIELD[one as HeadField] === 'name')
    if (names.length > 1 && begins.includes(at) && !alone) groups.push({})
    const group = groups.at(-1)
    const column = columns[at]
    if (!field || !group || !column || group[field]) return
    group[field] = column
  })
  const whole = groups.map(withKindOrNumber).map(withGivenName).filter(isPerson)
  for (const group of whole) for (const column of Object.values(group)) used.add(column.at)
  const unused = columns.filter(({ at, head }) => head !== '' && !used.has(at))
  return whole.length > 0 ? { groups: whole, unused } : null
}

const places = (fields: readonly (HeadField | null)[], wanted: HeadField) =>
  fields.flatMap((field, at) => (field === wanted ? [at] : []))

/** A 证件 column contains the number if there is no number column. */
function withKindOrNumber(group: ColumnGroup): ColumnGroup {
  if (!group.cardType || NUMBERS.some((field) => group[field])) return group
  const { cardType, ...rest } = group
  return plainWord(cardType.head) === '证件' ? { ...rest, cardNo: cardType } : group
}

/** 英文名 beside 英文姓 is the rest of the name; alone it is all of it. */
function withGivenName(group: ColumnGroup): ColumnGroup {
  if (!group.surname || group.givenName || !group.englishName) return group
  const { englishName, ...rest } = group
  return { ...rest, givenName: englishName }
}

const isPerson = (group: ColumnGroup) =>
  (group.name || group.englishName || group.surname) && NUMBERS.some((field) => group[field])
