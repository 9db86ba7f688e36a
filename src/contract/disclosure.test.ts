import { expect, test } from 'vitest'
import { DISCLOSURE_PARTS, type Disclosure, disclosureGaps } from './disclosure.ts'

const words = { zh: '有', en: 'yes' }
const whole: Disclosure = {
  name: '苏州湖畔保险经纪有限公司',
  licenceKind: 'broker',
  licenceNo: '270123000000800',
  scope: words,
  notice: words,
  complaints: words,
  phone: '95500',
  icp: '苏ICP备12345678号-1',
  privacy: words,
}

test('a whole disclosure lacks nothing, none lacks everything', () => {
  expect(disclosureGaps(whole)).toEqual([])
  expect(disclosureGaps(null)).toEqual(DISCLOSURE_PARTS)
})

test.each(DISCLOSURE_PARTS)('a disclosure without %s lacks exactly that', (part) => {
  const empty = typeof whole[part] === 'object' ? { zh: '有', en: '' } : ''
  expect(disclosureGaps({ ...whole, [part]: empty })).toEqual([part])
})
