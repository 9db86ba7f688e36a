import fc from 'fast-check'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { isCreditCode } from './company-no.ts'
import { addDays, ageOn, daysCovered, isDay, shanghaiDay } from './days.ts'
import { readIdCard } from './id-card.ts'
import { fenFromYuan } from './money.ts'
import { platformWord, platformWords } from './platform-words.ts'
import { Holder, Mobile } from './people.ts'
import { isOddCardNo } from './people-clean.ts'

test('an ID number yields birthday and sex, or a fault', () => {
  expect(readIdCard(' 11010119900307109x ')).toEqual({
    cardNo: '11010119900307109X',
    birthday: '1990-03-07',
    gender: 'M',
  })
  expect(readIdCard('110101900307109')).toBe('id-card-length')
  expect(readIdCard('110101199002301092')).toBe('id-card-birthday')
  expect(readIdCard('110101199003071090')).toBe('id-card-check-digit')
  expect(typeof readIdCard('830000199201300022')).toBe('object')
})

test('every single wrong digit of an ID is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const good = '11010119900307109X'
      const wrong = good.slice(0, at) + String((Number(good[at]) + more) % 10) + good.slice(at + 1)
      expect(typeof readIdCard(wrong)).toBe('string')
    }),
  )
})

test('birthday and sex that contradict the ID are rejected at their own field', () => {
  const person = {
    name: '李雷',
    cardType: 'id-card',
    cardNo: '11010119900307109X',
    birthday: '1990-03-08',
    gender: 'F',
  }
  const faults = z
    .safeParse(Holder, person)
    .error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  expect(faults).toEqual(['birthday birthday-differs', 'gender gender-differs'])
})

test('days are in Shanghai time and ages in full years', () => {
  expect(shanghaiDay(Date.parse('2026-11-23T16:30:00Z'))).toBe('2026-11-24')
  expect(isDay('2026-02-29')).toBe(false)
  expect(isDay('0000-01-01')).toBe(false)
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysCovered('2026-12-01', '2026-12-03')).toBe(3)
  expect([ageOn('2008-11-24', '2026-11-24'), ageOn('2008-11-25', '2026-11-24')]).toEqual([18, 17])
})

test('parses decimal yuan as fen without floats', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (fen) => {
      expect(fenFromYuan(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)).toBe(fen)
    }),
  )
  expect([
    fenFromYuan('1.0'),
    fenFromYuan('-0.5'),
    fenFromYuan('1.230'),
    fenFromYuan('1.234'),
    fenFromYuan('1e3'),
    fenFromYuan('1E+2'),
    fenFromYuan('1,000.00'),
    fenFromYuan('1.5E-1'),
  ]).toEqual([100, -50, 123, null, 100_000, 10_000, 100_000, 15])
})

test('parses every notation of an amount to the same fen', () => {
  const anyWay = fc.record({
    fen: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    shift: fc.integer({ min: -20, max: 20 }),
    zeros: fc.integer({ min: 0, max: 3 }),
  })
  fc.assert(
    fc.property(anyWay, ({ fen, shift, zeros }) => {
      const digits = String(fen).padStart(3, '0')
      const [whole, part] = [digits.slice(0, -2), digits.slice(-2)]
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
      expect(fenFromYuan(`${whole}.${part}${'0'.repeat(zeros)}`)).toBe(fen)
      expect(fenFromYuan(`${grouped}.${part}`)).toBe(fen)
      expect(fenFromYuan(`-${whole}.${part}`)).toBe(fen === 0 ? 0 : -fen)
      // The decimal point shifted, and the exponent that compensates.
      const moved = shift < 0 ? `${fen}e-2` : `${fen}${'0'.repeat(shift)}E-${shift + 2}`
      expect(fenFromYuan(moved)).toBe(fen)
    }),
  )
})

test('returns null for invalid amounts and fractions of a fen', () => {
  for (const text of [
    '',
    '面议',
    '1,00',
    '1,000,0',
    '1.001',
    '1E-3',
    '1e',
    'NaN',
    'Infinity',
    '0x10',
    '1 000',
    '1E99',
    '9'.repeat(61),
  ])
    expect([text, fenFromYuan(text)]).toEqual([text, null])
})

test('translates known platform labels and keeps others', () => {
  expect(['身份证', '男', '已承保', 'id-card', 'F'].map((label) => platformWord(label, 'en'))).toEqual([
    'Resident ID',
    'Male',
    'Issued',
    'Resident ID',
    'Female',
  ])
  expect(['id-card', '已承保', '再保险审核'].map((label) => platformWord(label, 'zh'))).toEqual([
    '身份证',
    '已承保',
    '再保险审核',
  ])
  expect(platformWord('再保险审核', 'en')).toBe('再保险审核')
  expect(platformWords('P1 已承保, P2', 'en')).toBe('P1 Issued, P2')
})

test('recognises mobile numbers, unusual IDs and company numbers', () => {
  expect(z.safeParse(Mobile, '12800138000').success).toBe(false)
  expect([
    isOddCardNo('hk-macau-permit', 'H12345678'),
    isOddCardNo('hk-macau-permit', '12345678'),
    isOddCardNo('officer-card', '军字第1号'),
  ]).toEqual([false, true, false])
  expect([
    isCreditCode('91330100799655058B'),
    isCreditCode('91330100799655058C'),
    isCreditCode('9133010079965505OB'),
  ]).toEqual([true, false, false])
})
