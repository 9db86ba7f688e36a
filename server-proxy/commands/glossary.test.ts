import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GLOSSARY } from '#contract/glossary.ts'
import { glossaryPage } from './glossary.ts'

const terms = Object.values(GLOSSARY).flat()

test('docs/glossary.md equals the page made from the glossary; npm run glossary writes it', () => {
  expect(readFileSync('docs/glossary.md', 'utf8')).toBe(glossaryPage())
})

test.each(['zh', 'name'] as const)('uses each %s for one term only', (key) => {
  const words = terms.map((term) => term[key])
  expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([])
})
