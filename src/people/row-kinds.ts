import { isNoteWord } from './line-words.ts'
import { simplified } from './words.ts'

/** Rows of a people table that are not people. */
export const SKIP_REASONS = ['title', 'head', 'example', 'note', 'foot', 'other-person', 'nobody'] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

const EXAMPLE = /^[(【[]?(填写)?(示例|样例|范例|例如|举例|例子|例[:1-9]|example|sample|e\.g\.)/i
const FOOT =
  /^(合计|总计|小计|共计|总人数|人数[:共]|共[\d一二两三四五六七八九十百]+[人位名]|\d*年\d*月\d*日$|第\d+页|以上|领队|全陪|地陪|导游|司机|备注|注[:1-9]|注意|说明|填表|填写说明|制表|制单|经办|联系人|联系电话[:\d]|联系方式[:\d]|审核|复核|盖章|签字|签名|签章|日期:|温馨提示|特别提示|提示|旅行社|组团社|地接社|投保人|投保单位|单位:|负责人|车牌|航班|total|subtotal|remarks?\b|notes?\b|tour ?leader|guide\b|driver\b|contact\b|prepared ?by)/i
const HINT = /必填|选填|请(填写|选择|输入|勿|按)|格式|下拉|yyyy|不能为空|required|optional/i
const SENTENCE = /[:，。；;！!？?、]/
const SHORT = 6

/** Footer rows such as 合计 3 人 or 领队：王芳 13900139000. `words` are the non-empty cells. */
export const isFoot = (words: readonly string[]) => words.slice(0, 2).some((word) => FOOT.test(plain(word)))

export const isExample = (words: readonly string[]) =>
  words.slice(0, 2).some((word) => EXAMPLE.test(plain(word)))

/** Notes below a template's header: 必填, 格式 yyyy-mm-dd. */
export const isHint = (words: readonly string[]) => words.some((word) => HINT.test(word.slice(0, 100)))

/** A single long cell is a sentence; a single short one may be a name. */
export const isSentence = (words: readonly string[]) =>
  words.length === 1 && words.some((word) => word.length > SHORT && SENTENCE.test(word.slice(0, 200)))

/** 大人, 儿童, 第一组 alone in a row. */
export const isGroupTitle = ([word = '', ...others]: readonly string[]) =>
  others.length === 0 && /^\p{Script=Han}/u.test(word) && isNoteWord(plain(word).replace(/:$/, ''))

const plain = (word: string) => simplified(word.slice(0, 40).normalize('NFKC').replaceAll(/\s/g, ''))
