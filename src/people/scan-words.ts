import { cleanName } from '../contract/people-clean.ts'
import { relationOf } from './cell-words.ts'
import type { Fact } from './line-facts.ts'
import { isNoteWord, type Label, sexOf } from './line-words.ts'
import { isDoubleSurname } from './surnames.ts'

const WORD = /[^\s¦,;、|/\\:。！!?()[\]【】〔〕{}<>《》「」"“”=~…]+/gu
const HAN_WORD = /^[\p{Script=Han}·]+$/u
const LONGEST_HAN_NAME = 8

type Word = { text: string; at: number; end: number; gap: string; bracket: boolean; speaks: boolean }

/** The facts in what is left of a line once its numbers are taken: names, sexes, relations, and what is of no use. */
export function wordsOf(text: string, rest: string, labelAt: (at: number) => Label | undefined): Fact[] {
  const facts: Fact[] = []
  const names: Extract<Fact, { is: 'name' }>[] = []
  const words = split(text, rest)
  words.forEach((word, place) => {
    const { at, end } = word
    const fact = factOf(word, labelAt(at), isInside(words, place))
    if (fact.is !== 'name') return facts.push({ ...fact, at, end })
    const before = names.at(-1)
    const alike = before && before.bracket === fact.bracket && before.labelled === fact.labelled
    const glue = alike ? joinOf(before.value, fact.value, text.slice(before.end, at)) : null
    if (before && glue !== null) {
      before.value += glue + fact.value
      before.end = end
      return undefined
    }
    const titled = /^(\p{Script=Han}{2,4})(先生|女士|小姐)$/u.exec(fact.value)
    const sex = sexOf(titled?.[2] ?? '')
    if (sex) facts.push({ is: 'gender', value: sex, at, end })
    return names.push({ ...fact, value: titled?.[1] ?? fact.value, at, end })
  })
  return [...facts, ...names.map((name) => ({ ...name, value: cleanName(name.value) }))]
}

function split(text: string, rest: string): Word[] {
  const words: Word[] = []
  let last = 0
  let depth = 0
  for (const { 0: match, index } of rest.matchAll(WORD)) {
    const bare = match
      .replace(/^[·._@#'*\p{Pd}]+(?=\p{L})|[·_\p{Pd}]+$/gu, '')
      .replace(/^(?:我叫|我是|名叫)(?=\p{Script=Han}{2})|(?<=\p{Script=Han}{2})的$/gu, '')
    for (const one of text.slice(last, index))
      depth += '([【〔'.includes(one) ? 1 : ')]】〕'.includes(one) ? -1 : 0
    const gap = rest.slice(last, index)
    last = index + match.length
    const at = index + match.indexOf(bare)
    const speaks = /^ ?:/.test(text.slice(last, last + 2))
    if (bare !== '') words.push({ text: bare, at, end: at + bare.length, gap, bracket: depth > 0, speaks })
  }
  return words
}

const isWestern = (word: string) => !/\p{Script=Han}/u.test(word) && /\p{L}/u.test(word)

/** JOHN F KENNEDY, MEHMET CAN YILMAZ: a word with others of the same name on both sides. */
function isInside(words: Word[], place: number): boolean {
  const [before, word, next] = [words[place - 1], words[place], words[place + 1]]
  if (!before || !word || !next || word.gap !== ' ' || next.gap !== ' ') return false
  return isWestern(before.text) && isWestern(word.text) && isWestern(next.text)
}

type Plain = Fact extends infer One ? (One extends Fact ? Omit<One, 'at' | 'end'> : never) : never

function factOf({ text, bracket, speaks }: Word, label: Label | undefined, inside: boolean): Plain {
  const named = label === 'name'
  const sex = inside ? null : sexOf(text)
  if (sex && label !== 'relation') return { is: 'gender', value: sex }
  const relation = named ? null : relationOf(text)
  if (relation && (label === 'relation' || tellsRelation(text, bracket)))
    return { is: 'relation', value: relation }
  const long = HAN_WORD.test(text) && !text.includes('·') && [...text].length > LONGEST_HAN_NAME
  const note = isNoteWord(text) && !named && !inside
  if (note || long || label === 'latinName' || !/[\p{L}\p{S}\p{N}]/u.test(text))
    return { is: 'unused', value: text }
  return { is: 'name', value: text, labelled: named, bracket: bracket || (speaks && !named) }
}

/** 学生 and 客户 are remarks where nothing says that they are relations; 子 and 女 are too short by themselves. */
function tellsRelation(word: string, bracket: boolean): boolean {
  if (word === '投保人') return false
  return relationOf(word) === 'other' ? /^其[他它]$/.test(word) : word.length > 1 || bracket
}

/** What joins two words of one name, null where they are two: 张 三, 司马 相如, SMITH, JOHN, ZHANG/SAN. */
function joinOf(one: string, other: string, gap: string): string | null {
  if (HAN_WORD.test(one) && HAN_WORD.test(other)) {
    const single = [...one].length === 1 || [...other].length === 1
    const whole = [...one, ...other].length <= 4 && (single || isDoubleSurname(one))
    return /^ *$/.test(gap) && whole ? '' : null
  }
  if (!isWestern(one) || !isWestern(other)) return null
  if (/^ $|^\/$/.test(gap)) return ' '
  const capitals = /^[\p{Lu}'-]+$/u
  return /^, ?$/.test(gap) && capitals.test(one) && capitals.test(other) ? ' ' : null
}
