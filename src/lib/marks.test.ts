import { expect, test } from 'vitest'
import { MARKS } from './marks.ts'

const PAGES = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })
const WIDE = /[，、：；。（）！？]/
const CHINESE = /\p{Script=Han}/u
/** A comment, a Chinese text without words of its own, or a pattern that reads what is typed. */
const NO_JOIN = /^\s*(\/\/|\/?\*|\w+: \()|'zh'|\/\[[^\]]*[，；]/

test('joins texts by marks of the reader’s language on every page', () => {
  const joined = Object.entries(PAGES).flatMap(([name, text]) =>
    text
      .split('\n')
      .filter((line) => WIDE.test(line) && !CHINESE.test(line) && !NO_JOIN.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(Object.keys(PAGES).length).toBeGreaterThan(100)
  expect(joined, 'use MARKS of lib/marks.ts').toEqual([])
})

test('writes no wide mark in English', () => {
  expect(Object.values(MARKS.en).join('')).not.toMatch(WIDE)
})
