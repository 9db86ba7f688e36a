import { addDays, ageOn, daysCovered, isDay } from '#contract/days.ts'
import { readIdCard } from '#contract/id-card.ts'
import type { Product } from '../business/catalogue.ts'
import type { Confirmation } from '../business/lifecycle.ts'
import type { Person } from '../store/records.ts'

export const MAX_INSURED = 200

/** The submitted form of the insure page, complete or not. */
export function readInsureForm(form: URLSearchParams): Confirmation {
  const get = (name: string) => (form.get(name) ?? '').trim()
  const person = (prefix: string): Person => {
    const cardType = oneToFive(get(`${prefix}cardType`), '1')
    const cardNo = get(`${prefix}cardNo`).replace(/\s/g, '')
    return {
      name: get(`${prefix}name`),
      cardType,
      cardNo: cardType === '1' ? cardNo.toUpperCase() : cardNo,
      birthday: get(`${prefix}birthday`),
      gender: get(`${prefix}gender`) === 'F' ? 'F' : 'M',
      mobile: get(`${prefix}mobile`),
      email: get(`${prefix}email`),
      relation: prefix === 'holder.' ? '' : oneToFive(get(`${prefix}relation`), '5'),
    }
  }
  const count = Math.min(MAX_INSURED, Math.max(1, Math.trunc(Number(get('count'))) || 1))
  const byCompany = get('holderKind') === 'enterprise'
  return {
    planCode: get('planCode'),
    startDate: get('startDate'),
    endDate: get('endDate'),
    holder: byCompany ? null : person('holder.'),
    enterprise: byCompany
      ? {
          name: get('enterprise.name'),
          creditCode: get('enterprise.creditCode').toUpperCase(),
          mobile: get('enterprise.mobile'),
          email: get('enterprise.email'),
        }
      : null,
    insured: Array.from({ length: count }, (_, place) => person(`insured.${place}.`)),
  }
}

const oneToFive = (text: string, otherwise: string) => (/^[1-5]$/.test(text) ? text : otherwise)

/**
 * Faults that keep the form from being an order, by field; empty when there are none. `today` is the
 * platform's day.
 */
export function faultsOf(
  form: Confirmation,
  product: Product,
  today: string,
  agreed: boolean,
): Map<string, string> {
  const faults = new Map<string, string>()
  const { startDate, endDate, holder, enterprise, insured } = form
  if (!product.plans.some(({ planCode }) => planCode === form.planCode))
    faults.set('planCode', '请选择保障计划')
  if (!isDay(startDate)) faults.set('startDate', '请选择起保日期')
  else if (startDate < today) faults.set('startDate', '起保日期不能早于今天')
  else if (startDate > addDays(today, 365)) faults.set('startDate', '最早可提前 365 天投保')
  if (!isDay(endDate)) faults.set('endDate', '请选择止保日期')
  else if (isDay(startDate)) {
    const days = daysCovered(startDate, endDate)
    if (days < 1) faults.set('endDate', '止保日期不能早于起保日期')
    if (days > product.maxDays) faults.set('endDate', `保障期间最长 ${product.maxDays} 天`)
  }
  const firstDay = isDay(startDate) ? startDate : today

  if (holder) {
    checkPerson(faults, 'holder.', holder)
    if (isDay(holder.birthday) && ageOn(holder.birthday, firstDay) < 18)
      faults.set('holder.birthday', '投保人须年满 18 周岁')
  }
  if (enterprise && !enterprise.name) faults.set('enterprise.name', '请填写企业名称')
  if (enterprise && !/^[0-9A-Z]{15,20}$/.test(enterprise.creditCode))
    faults.set('enterprise.creditCode', '请填写统一社会信用代码')

  const seen = new Set<string>()
  for (const [place, person] of insured.entries()) {
    const prefix = `insured.${place}.`
    checkPerson(faults, prefix, person)
    const document = `${person.cardType} ${person.cardNo}`
    if (person.cardNo && seen.has(document)) faults.set(`${prefix}cardNo`, '与前面的被保险人重复')
    seen.add(document)
    if (person.relation === '1' && holder && (holder.name !== person.name || holder.cardNo !== person.cardNo))
      faults.set(`${prefix}relation`, '与投保人关系为本人时，须与投保人一致')
  }
  if (!agreed) faults.set('agree', '请先阅读并同意投保须知和保险条款')
  return faults
}

function checkPerson(faults: Map<string, string>, prefix: string, person: Person): void {
  const say = (field: keyof Person, text: string) => faults.set(prefix + field, text)
  if (!person.name) say('name', '请填写姓名')
  if (!isDay(person.birthday)) say('birthday', '请填写出生日期')
  if (!person.cardNo) say('cardNo', '请填写证件号码')
  else if (person.cardType === '1') {
    const card = readIdCard(person.cardNo)
    if (typeof card === 'string') say('cardNo', '身份证号码不正确，请核对')
    else if (card.birthday !== person.birthday) say('birthday', '与身份证号码不一致')
    else if (card.gender !== person.gender) say('gender', '与身份证号码不一致')
  }
  if (person.mobile && !/^1[3-9]\d{9}$/.test(person.mobile)) say('mobile', '手机号不正确')
  if (person.email && !/^[^\s@]+@[^\s@]+$/.test(person.email)) say('email', '邮箱不正确')
}
