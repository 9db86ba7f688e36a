import * as z from 'zod/mini'

/** One field that was refused: `field` is a path such as `insured.3.cardNo`. */
export const FieldProblem = z.object({ field: z.string(), code: z.string(), message: z.string() })
export type FieldProblem = z.infer<typeof FieldProblem>

/**
 * `application/problem+json`, the shape of every refusal.
 * `code` is one of ours (below) or, where the platform refused, the platform's own (`3000`).
 */
export const Problem = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.optional(z.string()),
  fields: z.optional(z.array(FieldProblem)),
  requestId: z.optional(z.string()),
})
export type Problem = z.infer<typeof Problem>

export type Language = 'zh' | 'en'
type Words = Record<Language, string>

/** What a person reads for a field code: what is wrong and what to do. */
const FIELD_WORDS: Record<string, Words> = {
  required: { zh: '请填写此项', en: 'This field is required' },
  choose: { zh: '请选择', en: 'Choose one' },
  mobile: { zh: '请输入 11 位中国大陆手机号', en: 'Enter an 11-digit mainland China mobile number' },
  email: { zh: '邮箱格式不对，例如 name@example.com', en: 'Enter an email such as name@example.com' },
  day: { zh: '请输入真实的日期，格式 2026-01-31', en: 'Enter a real date such as 2026-01-31' },
  'id-card-length': {
    zh: '身份证号应为 18 位，最后一位可以是 X',
    en: 'A resident ID has 18 characters; the last may be X',
  },
  'id-card-birthday': {
    zh: '身份证号第 7–14 位不是真实的出生日期，请核对',
    en: 'Digits 7–14 of the ID are not a real birthday; please check',
  },
  'id-card-check-digit': {
    zh: '身份证号校验位不对，请逐位核对',
    en: 'The check digit of the ID is wrong; compare it digit by digit',
  },
  'birthday-differs': { zh: '出生日期与身份证号不一致', en: 'The birthday differs from the ID number' },
  'gender-differs': { zh: '性别与身份证号不一致', en: 'The sex differs from the ID number' },
  'name-digit': { zh: '姓名里不能有数字，请核对后改正', en: 'A name has no digits; please correct it' },
  'name-symbol': {
    zh: '姓名里不能有符号或表情，请核对后改正',
    en: 'A name has no symbols or emoji; please correct it',
  },
  'odd-name': {
    zh: '姓名的写法不常见，核对无误后可确认继续',
    en: 'Unusual name; check it, then confirm to go on',
  },
  'odd-card-no': {
    zh: '证件号的格式不常见，核对无误后可确认继续',
    en: 'Unusual number for this document; check it, then confirm to go on',
  },
  'odd-company-no': {
    zh: '纳税人识别号未通过校验，核对无误后可确认继续',
    en: 'The taxpayer number fails its check; check it, then confirm to go on',
  },
  'taxpayer-no': {
    zh: '纳税人识别号应为 15、17、18 或 20 位字母和数字',
    en: 'A taxpayer number has 15, 17, 18 or 20 letters and digits',
  },
  'card-type': {
    zh: '不认识的证件类型：身份证、护照、港澳通行证、台胞证、军官证',
    en: 'Unknown document: resident ID, passport, HK/Macau permit, Taiwan permit, officer’s card',
  },
  'document-unclear': {
    zh: '从号码看不出是哪种证件，请补上证件类型',
    en: 'The number does not show which document it is; add the document',
  },
  'excel-number': {
    zh: '身份证号被 Excel 变成了数字，末几位已丢失，请核对原件后重新填写',
    en: 'Excel turned this ID into a number and its last digits are lost; enter it again from the original',
  },
  'no-birthday': {
    zh: '身份证以外的证件要另填出生日期',
    en: 'Documents other than the resident ID need a birthday',
  },
  'no-gender': {
    zh: '身份证以外的证件要另填性别',
    en: 'Documents other than the resident ID need the sex',
  },
  'relation-side': {
    zh: '看不出谁是谁的父母或子女，请选择被保险人是投保人的什么人',
    en: 'It is not clear who is whose parent; choose what the insured is to the policyholder',
  },
  gender: { zh: '性别请填“男”或“女”', en: 'Sex is “Male” or “Female”' },
  relation: {
    zh: '不认识的关系：本人、父母、子女、配偶、其他',
    en: 'Unknown relation: self, parent, child, spouse, other',
  },
  'holder-under-age': {
    zh: '投保人须年满 18 周岁，请由父母或监护人投保',
    en: 'The policyholder must be 18 or older; a parent or guardian has to buy',
  },
  'born-later': { zh: '出生日期不能晚于今天', en: 'The birthday cannot lie in the future' },
  'self-differs': {
    zh: '关系为“本人”时，姓名和证件须与投保人一致',
    en: 'With relation “self”, name and document must equal the policyholder’s',
  },
  'insured-twice': {
    zh: '同一证件的被保险人重复出现',
    en: 'The same document appears twice among the insured',
  },
  'end-before-start': { zh: '止保日期不能早于起保日期', en: 'The period cannot end before it starts' },
  'start-too-early': {
    zh: '起保日期太早，请选择更晚的日期',
    en: 'The start is too early; choose a later day',
  },
  'period-too-short': { zh: '保障天数少于该产品的最短天数', en: 'Shorter than this product allows' },
  'period-too-long': { zh: '保障天数超过该产品的最长天数', en: 'Longer than this product allows' },
  'relation-age': {
    zh: '关系与出生日期不符，请核对',
    en: 'This relation does not fit the birthdays; please check',
  },
  'mobile-or-email': {
    zh: '请填写手机号；没有中国大陆手机号的，请填写邮箱',
    en: 'Enter a mobile number, or an email if you have no mainland China number',
  },
  consent: { zh: '请阅读并勾选', en: 'Please read and tick this' },
  'document-unknown': { zh: '该产品没有这份文件', en: 'This product has no such document' },
  'too-young': {
    zh: '年龄低于该产品的承保年龄，请核对证件，或不为此人投保',
    en: 'Younger than this product insures; check the document, or leave this person out',
  },
  'too-old': {
    zh: '年龄高于该产品的承保年龄，请核对证件，或不为此人投保',
    en: 'Older than this product insures; check the document, or leave this person out',
  },
  'too-many-insured': { zh: '被保险人人数超过该产品的上限', en: 'More insured than this product allows' },
  'plan-unknown': { zh: '该产品没有这个计划，请重新选择', en: 'This product has no such plan; choose again' },
  'policy-unknown': { zh: '这张保单不属于本订单', en: 'No such policy on this order' },
  'last-four': {
    zh: '请填写证件号的最后四位，字母或数字',
    en: 'Enter the last four letters or digits of the document',
  },
  'wrong-last-four': {
    zh: '与投保人证件号的最后四位不符，请核对',
    en: 'These are not the last four of the policyholder’s document; please check',
  },
  unknown: { zh: '不认识的字段', en: 'Unknown field' },
  invalid: { zh: '内容不符合要求', en: 'This value cannot be used' },
}

/** Fields that are chosen from a list: 请填写 would ask for what nobody can type there. */
const CHOSEN = /(?:^|\.)(?:memberId|productCode|planCode|cardType|gender|relation|province|city)$/

/** The sentence for a field code in a language; `field`, where known, is its path (`insured.3.gender`). */
export function fieldWords(code: string, language: Language, field = ''): string {
  if (code === 'required' && CHOSEN.test(field)) return fieldWords('choose', language)
  const tooLong = /^too-long-(\d+)$/.exec(code)
  if (tooLong) return language === 'zh' ? `最多 ${tooLong[1]} 个字符` : `At most ${tooLong[1]} characters`
  return (FIELD_WORDS[code] ?? FIELD_WORDS['invalid'])?.[language] ?? code
}

/** Titles for problem codes of our own and for the platform's codes (§8.1.1). */
const PROBLEM_WORDS: Record<string, Words> = {
  'proofs-closed': {
    zh: '后四位填错的次数太多，已停止核对。请联系销售方重新开放',
    en: 'Too many wrong last fours: this is closed. Please ask the seller to reopen it',
  },
  'holder-unknown': {
    zh: '还没有投保人的证件号可以核对，请联系销售方办理',
    en: 'The policyholder’s document is not known yet, so nothing can be checked; please ask the seller',
  },
  invalid: { zh: '有内容需要修改', en: 'Some fields need attention' },
  'token-invalid': {
    zh: '合作网站的凭证无效，请从该网站重新打开',
    en: 'The partner site’s token is not valid; open this again from its page',
  },
  'token-expired': {
    zh: '合作网站的凭证已过期，请刷新该网站的页面',
    en: 'The partner site’s token has expired; reload its page',
  },
  'token-used': {
    zh: '合作网站的凭证已用过，请刷新该网站的页面',
    en: 'The partner site’s token was used before; reload its page',
  },
  'partner-disabled': { zh: '合作网站已停用', en: 'This partner site is disabled' },
  'partner-unlicensed': {
    zh: '合作网站只能展示产品信息，请到投保页面购买',
    en: 'This partner site only informs; buy on the page it leads to',
  },
  'origin-not-allowed': {
    zh: '这个网页不在合作网站登记的来源里',
    en: 'This page is not among the partner’s registered origins',
  },
  'product-not-allowed': { zh: '合作网站没有开通这个产品', en: 'The partner does not offer this product' },
  'bad-request': { zh: '请求格式不对', en: 'The request is malformed' },
  'not-found': { zh: '没有找到', en: 'Not found' },
  'signed-out': { zh: '请先登录', en: 'Please sign in' },
  'bad-login': { zh: '用户名或密码不对', en: 'Wrong username or password' },
  forbidden: { zh: '您的角色不能做这件事', en: 'Your role does not allow this' },
  'foreign-origin': { zh: '请求不是从本门户发出的', en: 'The request did not come from this portal' },
  'too-many-requests': { zh: '操作太频繁，请稍后再试', en: 'Too many attempts; try again later' },
  'wrong-last-four': {
    zh: '证件号最后四位不对',
    en: 'The last four of the document are wrong',
  },
  'holder-unproven': { zh: '请先确认是您本人', en: 'Please confirm first that it is you' },
  'lookup-failed': {
    zh: '没有找到相符的订单，请核对三项内容',
    en: 'No order matches; please check all three entries',
  },
  'too-large': { zh: '内容太大', en: 'Too large' },
  'key-reused': {
    zh: '同一提交编号对应了不同的内容，请刷新后重试',
    en: 'This idempotency key was used with other content',
  },
  'key-required': { zh: '缺少 Idempotency-Key', en: 'The Idempotency-Key header is missing' },
  'needs-confirmation': { zh: '请核对后确认', en: 'Please check and confirm' },
  conflict: { zh: '当前状态下不能这样做', en: 'Not possible in the current state' },
  'step-backwards': { zh: '状态不能倒退', en: 'A state cannot go backwards' },
  'policy-surrendered': {
    zh: '所选保单中有的已退保或正在退保，请刷新后重选',
    en: 'Some of the chosen policies are surrendered, or being so; refresh and choose again',
  },
  'surrender-stands': {
    zh: '已经申请过退保，平台还在处理',
    en: 'A surrender was requested already; the platform is still working on it',
  },
  'link-expired': {
    zh: '购买链接已过期，请联系为您办理的商家',
    en: 'This link has expired; please ask whoever sent it to you',
  },
  'link-revoked': {
    zh: '购买链接已被停用，请联系为您办理的商家',
    en: 'This link was withdrawn; please ask whoever sent it to you',
  },
  'link-used-up': {
    zh: '购买链接已用完，请联系为您办理的商家',
    en: 'This link has been used up; please ask whoever sent it to you',
  },
  'draft-changed': {
    zh: '这份投保单已在别处修改',
    en: 'This application was changed elsewhere',
  },
  'invoice-exists': { zh: '已经申请过发票，不能重复申请', en: 'An invoice was already requested' },
  'invoice-unsupported': { zh: '该产品不支持电子发票', en: 'This product offers no electronic invoice' },
  'order-erased': { zh: '个人信息已删除，不能再办理', en: 'The personal data of this order was erased' },
  'not-issued': { zh: '订单尚未承保', en: 'The order is not issued yet' },
  'file-unavailable': {
    zh: '暂时取不到文件，请稍后再试',
    en: 'The file cannot be fetched right now; try again later',
  },
  'platform-unreachable': {
    zh: '暂时联系不上爱购保平台，请稍后再试',
    en: 'The platform cannot be reached right now; try again later',
  },
  'answer-unstorable': {
    zh: '平台答复了，但内容有误，门户无法保存；请联系管理员',
    en: 'The platform answered, and its answer cannot be stored; tell an administrator',
  },
  'platform-busy': {
    zh: '平台调用已达每分钟上限，请稍等片刻再试',
    en: 'The platform’s call limit is reached; try again in a moment',
  },
  'clock-wrong': {
    zh: '服务器时钟与平台相差五分钟以上，平台因此拒绝了请求；请管理员校准服务器时间',
    en: 'The server’s clock is more than five minutes off the platform’s, which refuses requests for it; set the clock right',
  },
  'address-refused': {
    zh: '平台返回的地址不在允许的范围内，未打开；请联系管理员',
    en: 'The platform answered an address outside the allowed hosts; it was not opened',
  },
  offline: {
    zh: '网络不通，恢复后请再试一次',
    en: 'No connection; try again once you are back online',
  },
  'cannot-keep': {
    zh: '现在不能保存，存储空间可能已满；请联系管理员，稍后再试',
    en: 'Nothing can be saved: the storage may be full; tell an administrator and try again later',
  },
  unavailable: { zh: '服务暂时不可用，请稍后再试', en: 'Temporarily unavailable; try again later' },
  internal: { zh: '门户出了点问题，请稍后再试', en: 'Something went wrong in the portal; try again later' },
  '9999': { zh: '平台未受理这次请求', en: 'The platform refused the request' },
  '1000': { zh: '平台上没有这个订单', en: 'The platform knows no such order' },
  '1001': { zh: '保单尚未生效', en: 'The policy is not in force yet' },
  '0002': {
    zh: '平台提示请求太频繁，请稍等片刻再试',
    en: 'The platform is being asked too often; wait a moment',
  },
  '2000': {
    zh: '平台拒绝了签名，请联系管理员核对密钥',
    en: 'The platform refused the signature; check the keys',
  },
  '2008': { zh: '平台不允许调用这个接口，请联系管理员', en: 'The platform does not allow this call' },
  '2009': {
    zh: '平台无法解密请求，请联系管理员核对密钥',
    en: 'The platform could not decrypt; check the keys',
  },
  '3000': { zh: '平台上没有这个产品', en: 'The platform knows no such product' },
  '4001': {
    zh: '订单当前的状态不能退保',
    en: 'The order cannot be surrendered in its present state',
  },
  '5000': { zh: '访问令牌无效，请联系管理员', en: 'The access token is not valid; ask your administrator' },
}

/** The sentence for a problem code in a language. */
export function problemWords(code: string, language: Language): string {
  return (PROBLEM_WORDS[code] ?? PROBLEM_WORDS['internal'])?.[language] ?? code
}

/** Adds words that only some read, with the module that has them: customers load none that only staff are told. */
export function addWords(ofFields: Record<string, Words>, ofProblems: Record<string, Words>): void {
  Object.assign(FIELD_WORDS, ofFields)
  Object.assign(PROBLEM_WORDS, ofProblems)
}
