import { expect, test } from 'vitest'
import { citiesOf, PROVINCES } from './regions.ts'

test('every province has at least one real city', () => {
  expect(PROVINCES).toHaveLength(34)
  expect(citiesOf('江苏省')).toContain('苏州市')
  for (const alone of ['北京市', '重庆市', '香港特别行政区', '台湾省'])
    expect(citiesOf(alone)).toEqual([alone])
  for (const province of PROVINCES) expect(citiesOf(province)).not.toContain('县')
})
