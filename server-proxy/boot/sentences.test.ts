import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import '#contract/common-problems.ts'
import '#contract/staff-problems.ts'
import { fieldWords } from '#contract/problems.ts'

const SRC = join(import.meta.dirname, '../../src')
/** `faults.set('field', 'code')`, and `['field', 'code']]` of a new Map. */
const SET = /(?:faults|found)\.set\('[\w.]+', '([a-z-]+)'\)|new Map\([^\n]*\['[\w.]+', '([a-z-]+)'\]\]/g
/** The form of a product's rules has its own sentences. */
const OWN = new Set(['out-of-range', 'below-least'])

/** Codes that forms set themselves, besides those of their schema. */
function formCodes(): string[] {
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const codes = names.flatMap((name) =>
    [...readFileSync(join(SRC, name), 'utf8').matchAll(SET)].flatMap(
      ([, set, listed]) => set ?? listed ?? [],
    ),
  )
  return [...new Set(codes)].filter((code) => !OWN.has(code))
}

test.each(formCodes())('a form that sets the code %s has a sentence for it', (code) => {
  for (const language of ['zh', 'en'] as const)
    expect(fieldWords(code, language)).not.toBe(fieldWords('invalid', language))
})
