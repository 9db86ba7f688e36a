import fc from 'fast-check'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { isCreditCode } from './company-no.ts'
import { addDays, ageOn, daysCovered, isDay, shanghaiDay } from './days.ts'
import { readIdCard } from './id-card.ts'
import { fenFromYuan } from './money.ts'
import { Holder, isOddCardNo, Mobile } from './people.ts'

test('an ID number tells birthday and sex, or what is wrong with it', () => {
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

test('no single wrong digit of an ID passes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const good = '11010119900307109X'
      const wrong = good.slice(0, at) + String((Number(good[at]) + more) % 10) + good.slice(at + 1)
      expect(typeof readIdCard(wrong)).toBe('string')
    }),
  )
})

test('birthday and sex that contradict the ID are refused at their own field', () => {
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

test('days are those of Shanghai, ages count whole years', () => {
  expect(shanghaiDay(Date.parse('2026-11-23T16:30:00Z'))).toBe('2026-11-24')
  expect(isDay('2026-02-29')).toBe(false)
  expect(isDay('0000-01-01')).toBe(false)
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysCovered('2026-12-01', '2026-12-03')).toBe(3)
  expect([ageOn('2008-11-24', '2026-11-24'), ageOn('2008-11-25', '2026-11-24')]).toEqual([18, 17])
})

test('decimal yuan become fen without a float', () => {
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
    fenFromYuan(''),
  ]).toEqual([100, -50, 123, null, null, null])
})

test('mobiles, odd documents and company numbers', () => {
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
