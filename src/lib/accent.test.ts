import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentTokens, contrast } from './accent.ts'

const GROUNDS = [
  ['#ffffff', '#17202b'],
  ['#11161c', '#e8edf2'],
] as const

test('every partner colour stays readable, in light and dark', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, fc.constantFrom(...GROUNDS), (chosen, [paper, ink]) => {
      const tokens = accentTokens(chosen, paper, ink)
      const of = (name: string) => tokens[name] ?? ''
      expect(contrast(of('--accent'), paper)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of('--accent'), of('--accent-soft'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of('--on-accent'), of('--accent'))).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('keeps a readable colour', () => {
  expect(accentTokens('#0F5E63', '#f6f8f9', '#17202b')['--accent']).toBe('#0f5e63')
})

test('reads a paper that the build has shortened to #rgb', () => {
  expect(accentTokens('#7a1f5c', '#fff', '#17202b')).toEqual(accentTokens('#7a1f5c', '#ffffff', '#17202b'))
})
