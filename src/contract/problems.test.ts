import './common-problems.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { detailFor, fieldWords, isForOperators, type Language, problemWords } from './problems.ts'

const OPERATOR_CODES = ['2000', '2008', '2009', '5000', 'clock-wrong', 'address-refused', 'answer-unstorable']
const TECHNICAL = /令牌|密钥|签名|解密|管理员|token|\bkey|signature|decrypt|administrator/i
const LANGUAGES: Language[] = ['zh', 'en']

test.each([
  ['start-too-early-2026-11-30', '最早可选 11月30日', 'The earliest start date is 2026-11-30'],
  ['period-too-short-5', '该产品最少 5 天', 'Choose at least 5 days for this product'],
  ['period-too-long-30', '该产品最多 30 天', 'Choose at most 30 days for this product'],
  ['too-many-insured-199', '该产品每单最多 199 人', 'At most 199 people per order'],
  ['too-long-32', '最多 32 个字符', 'At most 32 characters'],
])('the sentence for %s names the limit', (code, zh, en) => {
  expect([fieldWords(code, 'zh'), fieldWords(code, 'en')]).toEqual([zh, en])
})

test.each(OPERATOR_CODES)('customers read no technical terms for %s', (code) => {
  for (const language of LANGUAGES) expect(problemWords(code, language)).not.toMatch(TECHNICAL)
  expect(isForOperators(code)).toBe(true)
})

test.each([
  ['9999', '请求接口TOKEN不合法', undefined],
  ['9999', 'java.lang.NullPointerException', undefined],
  ['2000', '被保险人年龄超限', undefined],
  ['9999', '被保险人年龄超限', '被保险人年龄超限'],
])('of %s with the message %s customers read %s', (code, message, shown) => {
  expect(detailFor(code, message)).toBe(shown)
})

test('customers still read the message of a rejected application', () => {
  expect(isForOperators('9999')).toBe(false)
})

describe('for staff', () => {
  beforeAll(() => import('./staff-problems.ts'))

  test.each(OPERATOR_CODES)('the sentence for %s says who can fix it or what is wrong', (code) => {
    for (const language of LANGUAGES) expect(problemWords(code, language)).toMatch(TECHNICAL)
    expect(isForOperators(code)).toBe(false)
  })
})
