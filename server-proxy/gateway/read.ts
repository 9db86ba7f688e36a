import { fenFromYuan } from '#contract/money.ts'
import { CODE_NAMES, type PlatformCode, PlatformRefusal, PlatformUnknown } from './errors.ts'
import type { InvoiceOnFile, OrderDetail, PolicyFiles, ProductDetail } from './types.ts'

type Fields = Record<string, unknown>

/**
 * Parses JSON with every number as its source text: long codes keep their digits, amounts never pass a float.
 */
function parseExact(text: string): unknown {
  const revive = (_name: string, value: unknown, context: { source?: string }) =>
    typeof value === 'number' ? context.source : value
  return JSON.parse(text, revive as (name: string, value: unknown) => unknown)
}

/** The `data` of an answer whose code is 0000; throws PlatformRefusal or PlatformUnknown. */
export function readAnswer(httpStatus: number, text: string): unknown {
  if (httpStatus >= 500 || (httpStatus >= 300 && httpStatus < 400)) throw new PlatformUnknown('http-status')
  let answer: unknown
  try {
    answer = parseExact(text)
  } catch {
    throw new PlatformUnknown(httpStatus === 200 ? 'not-json' : 'http-status')
  }
  const { code, message, data } = fieldsOf(answer)
  if (code === '0000' && httpStatus === 200) return data
  if (typeof code === 'string' && Object.hasOwn(CODE_NAMES, code))
    throw new PlatformRefusal(code as PlatformCode, clean(message))
  throw new PlatformUnknown(httpStatus === 200 ? 'unknown-code' : 'http-status')
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** Longer text is cut. A longer identifier or address is omitted, since a part of it names something else. */
const LONGEST_TEXT = 200
const MAX_CODE_LENGTH = 100
const MAX_URL_LENGTH = 2_000
/** Maximum people of one order; an answer with more is invalid. */
const MAX_PEOPLE = 5_000

/** Control characters such as NUL, which the database refuses, and lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu

const clean = (value: unknown): string =>
  typeof value === 'string' ? value.replace(UNPRINTABLE, '').trim() : ''

/** The first non-blank value among these fields, cleaned. */
function whole(fields: Fields, ...names: string[]): string | null {
  for (const name of names) {
    const value = clean(fields[name])
    if (value !== '') return value
  }
  return null
}

function text(fields: Fields, ...names: string[]): string | null {
  const value = whole(fields, ...names)
  if (value === null || value.length <= LONGEST_TEXT) return value
  // Never cuts inside a surrogate pair.
  return `${value.slice(0, LONGEST_TEXT - 1).replace(/\p{Cs}$/u, '')}…`
}

function code(fields: Fields, ...names: string[]): string | null {
  const value = whole(fields, ...names)
  return value !== null && value.length <= MAX_CODE_LENGTH ? value : null
}

function url(fields: Fields, name: string): string | null {
  const value = whole(fields, name)
  return value !== null && value.length <= MAX_URL_LENGTH ? value : null
}

function required(value: string | null): string {
  if (value === null) throw new PlatformUnknown('malformed')
  return value
}

function count(fields: Fields, name: string): number | null {
  const value = text(fields, name)
  return value !== null && /^-?\d{1,9}$/.test(value) ? Number(value) : null
}

function flag(fields: Fields, name: string): boolean | null {
  const value = fields[name]
  if (value === true || value === '1' || value === 'true') return true
  return value === false || value === '0' || value === 'false' ? false : null
}

function fen(fields: Fields, name: string): number | null {
  const value = text(fields, name)
  return value === null ? null : fenFromYuan(value)
}

function list(value: unknown): unknown[] {
  const items: unknown[] = Array.isArray(value) ? value : []
  if (items.length > MAX_PEOPLE) throw new PlatformUnknown('too-large')
  return items
}

/** §7.1.4. */
export function readMember(data: unknown): { memberId: string } {
  return { memberId: required(code(fieldsOf(data), 'memberId')) }
}

/**
 * §7.3.4: URL strings, `{invoiceUrl, policyCode}`, or a single one of either; null and absent mean none yet.
 */
export function readInvoices(data: unknown): InvoiceOnFile[] {
  return mergeInvoices(
    (Array.isArray(data) ? data : [data]).map((item: unknown) => {
      const fields = typeof item === 'string' ? { invoiceUrl: item } : fieldsOf(item)
      return { invoiceUrl: url(fields, 'invoiceUrl'), policyCode: code(fields, 'policyCode') }
    }),
  )
}

/** One file per address; a merged invoice names several policies. */
export function mergeInvoices(
  entries: { invoiceUrl: string | null; policyCode: string | null }[],
): InvoiceOnFile[] {
  const found = new Map<string, Set<string>>()
  for (const { invoiceUrl, policyCode } of entries) {
    if (!invoiceUrl) continue
    const codes = found.get(invoiceUrl) ?? new Set()
    if (policyCode) codes.add(policyCode)
    found.set(invoiceUrl, codes)
  }
  return [...found].map(([invoiceUrl, codes]) => ({ invoiceUrl, policyCodes: [...codes] }))
}

/** §7.4.4. */
export function readPreOrder(data: unknown): { url: string; tempOrderCode: string } {
  const fields = fieldsOf(data)
  return { url: required(url(fields, 'url')), tempOrderCode: required(code(fields, 'tempOrderCode')) }
}

/** §7.5.4, by the names of the table and of the example. */
export function readProduct(data: unknown): ProductDetail {
  const fields = fieldsOf(data)
  return {
    productCode: required(code(fields, 'productCode')),
    productName: required(text(fields, 'productName')),
    insuranceCompanyLogo: url(fields, 'insuranceCompanyLogo'),
    plans: list(fields['plans']).flatMap((item) => {
      const plan = fieldsOf(item)
      const planCode = code(plan, 'planCode', 'safeguardPlanCode')
      const minPrice = fen(plan, 'minPrice') ?? fen(plan, 'defaultMinPrice')
      if (planCode === null) return []
      return { planCode, planName: text(plan, 'planName', 'safeguardPlanName') ?? planCode, minPrice }
    }),
  }
}

/** §7.6.4. */
export function readPolicyFiles(data: unknown): PolicyFiles {
  const fields = fieldsOf(data)
  return {
    tempOrderCode: code(fields, 'tempOrderCode'),
    orderCode: code(fields, 'orderCode'),
    isGroup: flag(fields, 'isGroup'),
    companyName: text(fields, 'companyName'),
    policyDetailList: list(fields['policyDetailList']).map((item) => {
      const policy = fieldsOf(item)
      return {
        insuredName: text(policy, 'insuredName'),
        policyCode: code(policy, 'policyCode'),
        policyUrl: url(policy, 'policyUrl'),
        certificateUrl: url(policy, 'certificateUrl'),
      }
    }),
  }
}

/** §7.8.4. */
export function readOrderListUrl(data: unknown): { orderListUrl: string } {
  return { orderListUrl: required(url(fieldsOf(data), 'orderListUrl')) }
}

/** §7.11.3; Cred and Card, Phone and Mobile are synonyms. An answer without label and product is invalid. */
export function readOrderDetail(data: unknown): OrderDetail {
  const fields = fieldsOf(data)
  if (text(fields, 'orderStatus') === null && code(fields, 'productCode') === null)
    throw new PlatformUnknown('malformed')
  return {
    productName: text(fields, 'productName'),
    productCode: code(fields, 'productCode'),
    safeguardPeriod: text(fields, 'safeguardPeriod'),
    orderCode: code(fields, 'orderCode'),
    createTime: text(fields, 'createTime'),
    orderStatus: text(fields, 'orderStatus'),
    totalQty: count(fields, 'totalQty'),
    orderTotalAmt: fen(fields, 'orderTotalAmt'),
    orderReduceAmt: fen(fields, 'orderReduceAmt'),
    insuranceCompanyLogo: url(fields, 'insuranceCompanyLogo'),
    companyName: text(fields, 'companyName'),
    benefitType: text(fields, 'benefitType'),
    isGroup: flag(fields, 'isGroup'),
    isEnterprise: flag(fields, 'isEnterprise') ?? false,
    enterpriseName: text(fields, 'enterpriseName'),
    enterpriseCredType: text(fields, 'enterpriseCredType', 'enterpriseCardType'),
    enterpriseCredNo: text(fields, 'enterpriseCredNo', 'enterpriseCardNo'),
    enterprisePhone: text(fields, 'enterprisePhone', 'enterpriseMobile'),
    enterpriseEmail: text(fields, 'enterpriseEmail'),
    holderName: text(fields, 'holderName'),
    holderCredType: text(fields, 'holderCredType', 'holderCardType'),
    holderCredNo: text(fields, 'holderCredNo', 'holderCardNo'),
    holderBirthday: text(fields, 'holderBirthday'),
    holderPhone: text(fields, 'holderPhone', 'holderMobile'),
    holderEmail: text(fields, 'holderEmail'),
    holderGender: text(fields, 'holderGender'),
    isInvoice: count(fields, 'isInvoice'),
    invoiceStatus: count(fields, 'invoiceStatus'),
    insuredInfoList: list(fields['insuredInfoList']).map((item) => {
      const person = fieldsOf(item)
      return {
        insuredName: text(person, 'insuredName'),
        insuredCardType: text(person, 'insuredCardType', 'insuredCredType'),
        insuredCardNo: text(person, 'insuredCardNo', 'insuredCredNo'),
        insuredBirthday: text(person, 'insuredBirthday'),
        insuredGender: text(person, 'insuredGender'),
        insuredFee: fen(person, 'insuredFee'),
        insuredMobile: text(person, 'insuredMobile', 'insuredPhone'),
        insuredEmail: text(person, 'insuredEmail'),
        policyStatus: text(person, 'policyStatus'),
        policyCode: code(person, 'policyCode'),
        policyUrl: url(person, 'policyUrl'),
        certificateUrl: url(person, 'certificateUrl'),
        invoiceUrl: url(person, 'invoiceUrl'),
      }
    }),
  }
}
