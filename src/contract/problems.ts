export type Language = 'zh' | 'en'
type Words = Record<Language, string>
type Limited = (limit: string) => Words

/** The sentence for each field code: what is wrong and what to do. `common-problems.ts` has most of them. */
const FIELD_WORDS: Record<string, Words> = {
  required: { zh: '请填写此项', en: 'Enter a value' },
  choose: { zh: '请选择一项', en: 'Select an option' },
  'plan-unknown': {
    zh: '该产品没有这个计划，请重新选择',
    en: 'This product does not have this plan. Choose another',
  },
  invalid: { zh: '内容不符合要求，请核对', en: 'This value is not valid' },
}

/** Sentences for codes that end in a limit, such as `too-long-32` or `start-too-early-2026-11-30`. */
const LIMIT_WORDS: Record<string, Limited> = {}

/** Fields that offer a list: the sentence says “choose” instead of “enter”. */
const CHOSEN = /(?:^|\.)(?:memberId|productCode|planCode|cardType|gender|relation|province|city)$/

/** The sentence for a field code in a language; `field`, where known, is its path (`insured.3.gender`). */
export function fieldWords(code: string, language: Language, field = ''): string {
  if (code === 'required' && CHOSEN.test(field)) return fieldWords('choose', language)
  const [, limit = '', value = ''] = /^([a-z-]+)-(\d[\d-]*)$/.exec(code) ?? []
  return (FIELD_WORDS[code] ?? LIMIT_WORDS[limit]?.(value) ?? FIELD_WORDS['invalid'])?.[language] ?? code
}

/** Titles of our problem codes and of the platform's codes (8.1.1). */
const PROBLEM_WORDS: Record<string, Words> = {
  'not-found': { zh: '没有找到', en: 'Not found' },
  'too-many-requests': { zh: '操作太频繁，请稍后再试', en: 'Too many attempts. Try again later' },
  'platform-unreachable': {
    zh: '暂时联系不上爱购保平台，请稍后再试',
    en: 'The platform cannot be reached right now. Try again later',
  },
  'platform-busy': {
    zh: '现在办理的人较多，请稍等片刻再试',
    en: 'The platform is busy. Try again in a moment',
  },
  offline: { zh: '网络不通，恢复后请再试一次', en: 'You are offline. Try again once you are back online' },
  unavailable: { zh: '服务暂时不可用，请稍后再试', en: 'Temporarily unavailable. Try again later' },
  internal: { zh: '系统出了点问题，请稍后再试', en: 'Something went wrong. Try again later' },
  '0002': { zh: '现在办理的人较多，请稍等片刻再试', en: 'The platform is busy. Try again in a moment' },
}

/** Faults that only operators can fix. Staff get a separate sentence from `staff-problems.ts`. */
export const TROUBLE: Words = {
  zh: '平台暂时不能办理，请稍后再试，或联系销售方',
  en: 'The platform cannot process this right now. Try again later, or contact the seller',
}

/** Whether the platform's own message stays hidden: customers can do nothing with it. */
export const isForOperators = (code: string) => PROBLEM_WORDS[code] === TROUBLE

/** Terms of the platform's operators, which mean nothing to a customer. */
const TECHNICAL =
  /token|令牌|密钥|签名|加密|解密|接口|管理员|参数|系统|异常|超时|\bkey\b|signature|crypt|administrator|exception|timeout|\bnull\b|https?:|\bsql\b/i

/** The platform's own message where its reader can act on it. Staff read all of it. */
export function detailFor(code: string, detail: string | null | undefined): string | undefined {
  if (!detail || isForOperators(code)) return undefined
  const isStaff = PROBLEM_WORDS['2000'] !== undefined && !isForOperators('2000')
  return isStaff || !TECHNICAL.test(detail) ? detail : undefined
}

/** The sentence for a problem code in a language. */
export function problemWords(code: string, language: Language): string {
  return (PROBLEM_WORDS[code] ?? PROBLEM_WORDS['internal'])?.[language] ?? code
}

/** Adds or replaces sentences. Pages load only those that they can show. */
export function addWords(
  ofFields: Record<string, Words>,
  ofProblems: Record<string, Words>,
  ofLimits: Record<string, Limited> = {},
): void {
  Object.assign(FIELD_WORDS, ofFields)
  Object.assign(PROBLEM_WORDS, ofProblems)
  Object.assign(LIMIT_WORDS, ofLimits)
}
