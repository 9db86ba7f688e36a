import { cleanName } from '../contract/people-clean.ts'
import { relationOf } from './cell-words.ts'
import type { Fact } from './line-facts.ts'
import { isNoteWord, type Label, sexOf } from './line-words.ts'
import { hasSurname, isDoubleSurname } from './surnames.ts'

const WORD = /[^\s¦,;、|/\\:。！!?()[\]【】〔〕{}<>《》「」"“”=~…]+/gu
const HAN_WORD = /^[\p{Script=Han}·]+$/u
const LONGEST_HAN_NAME = 8
const KIN =
  '爱人|妻子|丈夫|老公|老婆|太太|儿子|女儿|孩子|宝宝|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥|姐姐|弟弟|妹妹|朋友|家长|家属'
const ROLE =
  '投保人|被保险人|被保人|本人|同事|同学|老师|学生|教练|小朋友|领队|导游|司机|团长|队长|组长|全陪|地陪|团员|队员|客人|游客|旅客|乘客|成人|大人|儿童|小孩|小童|婴儿|老人'
/** 妻子李娜, 领队张三. */
const ROLE_BEFORE = new RegExp(`^(${KIN}|${ROLE})(?=(\\p{Script=Han}{2,4})$)`, 'u')
/** 张三本人, 李娜小朋友; but 李娜妈妈 is somebody else. */
const ROLE_BEHIND = new RegExp(`(?<=^(\\p{Script=Han}{2,4}))(${ROLE})$`, 'u')
/** 35岁, 3人, 101房. */
const UNIT = /^[人位名个岁元房间车号楼组桌排天晚]$/u

type Word = { text: string; at: number; end: number; gap: string; bracket: boolean; speaks: boolean }

/** Facts in the text between numbers: names, sexes, relations, unused words. */
export function wordsOf(text: string, rest: string, labelAt: (at: number) => Label | undefined): Fact[] {
  const facts: Fact[] = []
  const names: Extract<Fact, { is: 'name' }>[] = []
  const words = split(text, rest)
  words.forEach((word, place) => {
    const { at, end } = word
    if (UNIT.test(word.text) && /\d/.test(text[at - 1] ?? ''))
      return facts.push({ is: 'unused', value: word.text, at, end })
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
    for (const [place, one] of withoutRole(bare).entries()) {
      const start = at + (place === 0 ? 0 : bare.length - one.length)
      words.push({
        text: one,
        at: start,
        end: start + one.length,
        gap: place === 0 ? gap : '',
        bracket: depth > 0,
        speaks,
      })
    }
  }
  return words
}

/** Splits a name and a role that are written as one word. Everything else stays unchanged. */
function withoutRole(word: string): string[] {
  if (word === '') return []
  const before = ROLE_BEFORE.exec(word)
  const behind = ROLE_BEHIND.exec(word)
  const name = before?.[2] ?? behind?.[1] ?? ''
  if (!hasSurname(name)) return [word]
  return before ? [word.slice(0, -name.length), name] : [name, word.slice(name.length)]
}

const isWestern = (word: string) => !/\p{Script=Han}/u.test(word) && /\p{L}/u.test(word)

/** True for a word inside a multi-word Latin name: JOHN F KENNEDY. */
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

/** Words that are relations only after a label: 学生, 客户, 子, 女. */
function tellsRelation(word: string, bracket: boolean): boolean {
  if (word === '投保人') return false
  return relationOf(word) === 'other' ? /^其[他它]$/.test(word) : word.length > 1 || bracket
}

/** The separator that joins two words of one name, or null: 张 三, 司马 相如, SMITH, JOHN, ZHANG/SAN. */
function joinOf(one: string, other: string, gap: string): string | null {
  if (HAN_WORD.test(one) && HAN_WORD.test(other)) {
    const single = [...one].length === 1 || [...other].length === 1
    const whole = [...one, ...other].length <= 4 && (single || isDoubleSurname(one))
    return /^ *$/.test(gap) && whole ? '' : null
  }
  if (!isWestern(one) || !isWestern(other)) return null
  if (/^ $|^\/$/.test(gap)) return ' '
  const capitals = /^[\p{Lu}' -]+$/u
  return /^, ?$/.test(gap) && capitals.test(one) && capitals.test(other) ? ' ' : null
}
