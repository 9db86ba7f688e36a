import type { CardType, Insured, Relation } from './people.ts'

type Words = { zh: string; en: string }

/** The labels of a person's fields for staff. */
export const PERSON_WORDS: Record<keyof Insured, Words> = {
  name: { zh: '姓名', en: 'Name' },
  cardType: { zh: '证件类型', en: 'ID type' },
  cardNo: { zh: '证件号', en: 'ID number' },
  birthday: { zh: '出生日期', en: 'Date of birth' },
  gender: { zh: '性别', en: 'Sex' },
  mobile: { zh: '手机号', en: 'Mobile number' },
  email: { zh: '邮箱', en: 'Email' },
  relation: { zh: '与投保人关系', en: 'Relation to policyholder' },
}

export const CARD_TYPE_WORDS: Record<CardType, Words> = {
  'id-card': { zh: '身份证', en: 'Resident ID' },
  passport: { zh: '护照', en: 'Passport' },
  'hk-macau-permit': { zh: '港澳通行证', en: 'HK/Macau permit' },
  'taiwan-permit': { zh: '台胞证', en: 'Taiwan permit' },
  'officer-card': { zh: '军官证', en: 'Officer’s card' },
}

export const RELATION_WORDS: Record<Relation, Words> = {
  self: { zh: '本人', en: 'Self' },
  parent: { zh: '父母', en: 'Parent' },
  child: { zh: '子女', en: 'Child' },
  spouse: { zh: '配偶', en: 'Spouse' },
  other: { zh: '其他', en: 'Other' },
}

export const GENDER_WORDS: Record<'M' | 'F', Words> = {
  M: { zh: '男', en: 'Male' },
  F: { zh: '女', en: 'Female' },
}
