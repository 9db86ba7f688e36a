import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PRODUCTS } from '../business/catalogue.ts'
import { capitalAmount } from './capital-amount.ts'
import { logoPng } from './logo.ts'

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [1050, '壹拾元伍角整'],
  [1005, '壹拾元零伍分'],
  [43000, '肆佰叁拾元整'],
  [100_001_00, '壹拾万零壹元整'],
  [1_020_304_05, '壹佰零贰万零叁佰零肆元零伍分'],
  [10_000_000_000, '壹亿元整'],
])('%i fen are %s', (fen, text) => {
  expect(capitalAmount(fen)).toBe(text)
})

test('each insurer has a logo of its own, a whole PNG', () => {
  const logos = new Set(
    PRODUCTS.map(({ insurer }) => {
      const png = logoPng(insurer)
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
      const at = png.indexOf('IDAT')
      const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
      expect(data).toHaveLength(112 * (1 + 112 * 3))
      return png.toString('base64')
    }),
  )
  expect(logos.size).toBe(new Set(PRODUCTS.map(({ insurer }) => insurer.name)).size)
})
