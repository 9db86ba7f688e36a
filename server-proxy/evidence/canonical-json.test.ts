import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('equal content has equal text whatever the order of its keys', () => {
  const text = '{"a":[1,{"c":null,"d":"李\\n"}],"b":true}'
  expect(canonicalJson({ b: true, a: [1, { d: '李\n', c: null }] })).toBe(text)
  expect(canonicalJson({ a: [1, { c: null, d: '李\n' }], gone: undefined, b: true })).toBe(text)
})

test('keys that are numbers are sorted as text', () => {
  expect(canonicalJson({ 9: 1, 10: 2, '-': 3 })).toBe('{"-":3,"10":2,"9":1}')
})
