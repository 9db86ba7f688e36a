import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfSupportNumber, supportNumber } from './support-number.ts'

test('reads back every number it writes, in lower case and without the dash, too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
      const number = supportNumber(hash)
      expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      for (const typed of [number, number.toLowerCase(), number.replace('-', ' ')])
        expect(hashOfSupportNumber(typed)).toEqual(hash.slice(0, 5))
    }),
  )
})

test('reads letters that look like digits as digits', () => {
  expect(hashOfSupportNumber('OIL0-0000')).toEqual(hashOfSupportNumber('0110-0000'))
})

test.each(['', '1234-567', '1234-56789', 'UUUU-UUUU', '13900139000', '李雷'])(
  'does not take %j for a number',
  (typed) => {
    expect(hashOfSupportNumber(typed)).toBeNull()
  },
)
