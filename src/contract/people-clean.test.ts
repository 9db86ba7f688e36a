import fc from 'fast-check'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { oddPeople } from './sale-faults.ts'
import { Insured, Mobile } from './people.ts'
import { isOddCardNo } from './people-clean.ts'
import { cleanCardNo, cleanMobile, cleanName, cleanValue, isOddName, nameFault } from './people-clean.ts'
import { emptyInsured } from './people-empty.ts'
import { InsuredForm } from './people-typed.ts'

test.each([
  ['张　三', '张三'],
  [' 张  三 ', '张三'],
  ['\u202E张\u200B三\uFE0F\uFEFF', '张三'],
  ['　ＺＨＡＮＧ　Ｓａｎ', 'ZHANG San'],
  ['ZHANG\t SAN', 'ZHANG SAN'],
  ['阿里木 • 买买提', '阿里木·买买提'],
  ['O’Brien', "O'Brien"],
  ['="李雷"', '李雷'],
  ["'李雷", '李雷'],
  ["'t Hooft", "'t Hooft"],
  ['’李雷', '李雷'],
  ['ZHANG/SAN', 'ZHANG SAN'],
  ['De la Cruz / Juan', 'De la Cruz Juan'],
  ['Jean–Luc', 'Jean-Luc'],
  ['Jose\u0301', 'José'],
  // Compatibility ideographs, variants and plane 2 characters stay unchanged.
  ['\uFA11爱', '\uFA11爱'],
  ['邉𠮷', '邉𠮷'],
  ['刘\u{2070E}', '刘\u{2070E}'],
])('the name %j is cleaned to %j', (typed, clean) => {
  expect(cleanName(typed)).toBe(clean)
})

test.each([...'•・‧∙⋅･●·'])('the middle dot %s becomes ·', (dot) => {
  expect(cleanName(`古丽${dot}阿不都`)).toBe('古丽·阿不都')
})

test.each([
  ['138 0000 1234', '13800001234'],
  ['138-0000-1234', '13800001234'],
  ['138–0000—1234', '13800001234'],
  ['１３８００００１２３４', '13800001234'],
  ['+86 138 0000 1234', '13800001234'],
  ['(+86)13800001234', '13800001234'],
  ['008613800001234', '13800001234'],
  ['8613800001234', '13800001234'],
  ['\u202A13800001234\u202C', '13800001234'],
  ['="13800001234"', '13800001234'],
  ["'13800001234", '13800001234'],
  // Not a mainland number: left for validation.
  ['+1 380 000 1234', '+1 380 000 1234'],
  ['+13800001234', '+13800001234'],
  ['138 0000 12345', '138 0000 12345'],
])('the mobile %j is cleaned to %j', (typed, clean) => {
  expect(cleanMobile(typed)).toBe(clean)
})

test.each([
  ['110101 19900307 109x', '11010119900307109X'],
  ['110101-19900307-109X', '11010119900307109X'],
  ['１１０１０１１９９００３０７１０９Ｘ', '11010119900307109X'],
  ['11010119900307109×', '11010119900307109X'],
  ["'11010119900307109X", '11010119900307109X'],
  ['="11010119900307109X"', '11010119900307109X'],
  ['h 1234 5678', 'H12345678'],
  ['AB-123456', 'AB-123456'],
])('the document number %j is cleaned to %j', (typed, clean) => {
  expect(cleanCardNo(typed)).toBe(clean)
})

test.each(['张三1', '张三①', '旅客Ⅻ', '张³', '测试甲 138'])('rejects the name %j for its digit', (name) => {
  expect(nameFault(cleanName(name))).toBe('name-digit')
})

test.each([
  '张三😀',
  '张*',
  '张三/李四',
  'A/B/C',
  '张三⭐',
  '张♀',
  'a@b',
  '...',
  '张\uD800',
  '“张三”',
  '张_三',
])('rejects the name %j for its symbol', (name) => {
  expect(nameFault(cleanName(name))).toBe('name-symbol')
})

test.each([
  '张三(领队)',
  '张三（儿童）',
  'Li, Lei',
  '张三、李四',
  '陈大文 CHAN',
  '·张三',
  '张三-',
  'A··B',
  '张三A',
  '买买提.吐尔逊',
])('the name %j is odd and needs a confirmation', (name) => {
  expect([nameFault(cleanName(name)), isOddName(cleanName(name))]).toEqual([null, true])
})

test.each([
  '李',
  '欧阳娜娜',
  '张〇',
  '佐々木希',
  '𠮷野家',
  '古丽·阿不都热合曼',
  'MARIA FERNANDA DE LOS ANGELES',
  "O'Neil-Smith Jr.",
  "'t Hooft",
  'José Ñandú',
  'Łukasz',
  'Иванов Иван',
  '김철수',
  'นภา',
])('accepts the name %j as ordinary', (name) => {
  expect([cleanName(name), nameFault(name), isOddName(name)]).toEqual([name, null, false])
})

test('cleaning is idempotent and keeps ideographs', () => {
  const mixed = fc.string({
    unit: fc.oneof(
      fc.constantFrom('张', '\uF900', '\u{20BB7}', '々', ' ', '　', '\u200B', '\u202E', '•', '·', "'", '’'),
      fc.constantFrom('Ａ', 'b', '1', '-', '—', '=', '"', '+', '8', '6', 'e\u0301', 'X', '×'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  })
  fc.assert(
    fc.property(mixed, (text) => {
      const once = [cleanName, cleanValue, cleanMobile, cleanCardNo].map((clean) => ({
        clean,
        text: clean(text),
      }))
      expect(once.map((one) => one.clean(one.text))).toEqual(once.map((one) => one.text))
      const ideographs = (one: string) => one.match(/\p{Unified_Ideograph}/gu)?.join('')
      expect(ideographs(cleanName(text))).toBe(ideographs(text))
    }),
  )
}, 30_000)

const PERSON = {
  name: '阿里木 ・ 买买提\u202C',
  cardType: 'id-card',
  cardNo: '110101 19900307 109x',
  birthday: '1990-03-07',
  gender: 'M',
  mobile: '+86 139-0013-9000',
  email: ' ａ@b.cn ',
  relation: 'child',
} as const

test('the contract cleans people', () => {
  expect(z.parse(Insured, PERSON)).toEqual({
    ...PERSON,
    name: '阿里木·买买提',
    cardNo: '11010119900307109X',
    mobile: '13900139000',
    email: 'a@b.cn',
  })
  expect(z.parse(Mobile, '139 0013 9000')).toBe('13900139000')
})

test.each([
  ['张三1', ['name-digit']],
  ['张三😀', ['name-symbol']],
  ['\u200B', ['required']],
  ['王'.repeat(33), ['too-long-32']],
])('the contract refuses the name %j', (name, codes) => {
  expect(z.safeParse(Insured, { ...PERSON, name }).error?.issues.map(({ message }) => message)).toEqual(codes)
})

test('reports an unusual name and an unusual ID at their own fields', () => {
  const odd = { ...PERSON, name: '张三(领队)', cardType: 'passport', cardNo: '?' } as const
  expect(oddPeople({ insured: [odd] })).toEqual([
    { path: ['insured', 0, 'name'], code: 'odd-name' },
    { path: ['insured', 0, 'cardNo'], code: 'odd-card-no' },
  ])
})

test('accepts every kind of permit to Hong Kong and Macau', () => {
  for (const cardNo of ['H12345678', 'M1234567890', 'C12345678', 'W12345678', 'CA1234567'])
    expect(isOddCardNo('hk-macau-permit', cardNo), cardNo).toBe(false)
})

test('a new row requires a relation', () => {
  expect(emptyInsured().relation).toBe('')
  expect(z.parse(InsuredForm, {}).relation).toBe('')
  const { relation: _relation, ...person } = PERSON
  expect(z.safeParse(Insured, { ...person, relation: '' }).error?.issues[0]?.message).toBe('required')
})
