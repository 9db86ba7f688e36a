import { expect, test } from 'vitest'
import { firstDigitsOf, maskCardNo } from './mask.ts'

test('masks a short document number completely and a long one except its ends', () => {
  expect(['', '1', '12345', '军12345', '1234567'].map(maskCardNo)).toEqual(
    ['', '1', '12345', '军12345', '1234567'].map((cardNo) => '*'.repeat(cardNo.length)),
  )
  expect(maskCardNo('E12345678')).toBe('E12****78')
  expect(maskCardNo('110***********9X')).toBe('110***********9X')
})

test('a customer’s page shows nothing of a short number and no end of any', () => {
  expect(['1', '123', '军12345'].map(firstDigitsOf)).toEqual(['****', '****', '****'])
  expect(firstDigitsOf('11010119900307109X')).toBe('110****')
})
