import { type IdCardFault, readIdCard } from '../contract/id-card.ts'
import { cleanCardNo } from '../contract/people-clean.ts'
import { emptyInsured, type InsuredForm, withIdentity } from '../contract/people-form.ts'
import { writtenDay } from './written-day.ts'

export type BadLine = {
  line: number
  text: string
  code: IdCardFault | 'no-document' | 'no-name' | 'excel-number'
}

const MOBILE = /^(?:\+?86[- ]?)?(1[3-9]\d{9})$/
const ID_LIKE = /^[\dXx]{15,20}$/
const PASSPORT_LIKE = /^[A-Za-z]{1,2}\d{6,9}$/
/** 1.10101E+17: what a spreadsheet makes of an ID; its last digits are lost. */
const EXCEL_NUMBER = /^\d(\.\d+)?[eE]\+?\d+$/
const SEX = /^(?:(男)|女)性?$/
const HEAD = /^(姓名|名字|序号|name)/i

/**
 * People from pasted lines: name, document, mobile, and with a passport birthday and sex, in any order, parted by tabs,
 * commas or spaces. Good lines become rows, bad ones are listed with their number and reason; blank lines and a head line are passed over.
 */
export function readPeople(pasted: string): { people: InsuredForm[]; bad: BadLine[] } {
  const people: InsuredForm[] = []
  const bad: BadLine[] = []
  pasted.split(/\r?\n/).forEach((raw, place) => {
    const text = raw.replace(/^\s*\d{1,3}\s*[.、)）．]\s*/, '').trim()
    if (text === '' || (place === 0 && HEAD.test(text))) return
    const result = readLine(text)
    if (typeof result === 'string') bad.push({ line: place + 1, text: raw.trim(), code: result })
    else people.push(result)
  })
  return { people, bad }
}

function readLine(text: string): InsuredForm | BadLine['code'] {
  let cardNo = ''
  let passport = ''
  let mobile = ''
  let birthday = ''
  let gender: InsuredForm['gender'] = ''
  const names: string[] = []
  for (const word of text.split(
    /[\t,，;；、|\s]+|(?:姓名|身份证号?|证件号码?|护照号?|手机号?|电话|出生日期|生日|性别)[:：]?/,
  )) {
    const token = word?.trim().replace(/^[:：]/, '') ?? ''
    if (token === '') continue
    const phone = MOBILE.exec(token)?.[1]
    const sex = SEX.exec(token)
    if (EXCEL_NUMBER.test(token)) return 'excel-number'
    if (phone) mobile ||= phone
    else if (sex) gender ||= sex[1] ? 'M' : 'F'
    else if (writtenDay(token)) birthday ||= writtenDay(token)
    else if (ID_LIKE.test(token)) cardNo ||= cleanCardNo(token)
    else if (PASSPORT_LIKE.test(token)) passport ||= token.toUpperCase()
    // A bare number at the start is the row's own.
    else if (!/^\d{1,3}$/.test(token)) names.push(token)
  }
  if (names.length === 0) return 'no-name'
  const name = names.join(' ')
  if (cardNo) {
    const card = readIdCard(cardNo)
    return typeof card === 'string' ? card : withIdentity({ ...emptyInsured(), name, mobile }, { cardNo })
  }
  return passport
    ? { ...emptyInsured(), name, mobile, birthday, gender, cardType: 'passport', cardNo: passport }
    : 'no-document'
}
