import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { fieldWords, problemWords } from '#contract/problems.ts'
import { FORMS, SEND_NOTHING } from '../every-form/every-form.ts'
import type { FormCase } from '../every-form/stage.ts'
import {
  codesOf,
  type Fault,
  formsInSource,
  problemCodes,
  serverFaults,
  writtenFieldCodes,
} from '../fault-codes.ts'
import { expect } from '../fixtures.ts'
import { test } from '../kept-page.ts'

const LANGUAGES = ['zh', 'en'] as const
const fieldCodes = new Set([
  ...FORMS.flatMap(({ schema }) => (schema ? codesOf(schema) : [])).map(({ code }) => code),
  ...writtenFieldCodes(),
])
const hasFieldWords = (code: string) =>
  code === 'invalid' || LANGUAGES.every((one) => fieldWords(code, one) !== fieldWords('invalid', one))
const hasProblemWords = (code: string) =>
  code === 'internal' || LANGUAGES.every((one) => problemWords(code, one) !== problemWords('internal', one))

/** The problems that a page has texts for: each page loads only those that it can meet. */
function wordsNow() {
  const known = [...[...fieldCodes].filter(hasFieldWords), ...[...problemCodes()].filter(hasProblemWords)]
  const spoken = LANGUAGES.map(
    (one) => [one, new Map([...problemCodes()].map((code) => [code, problemWords(code, one)]))] as const,
  )
  return { known: new Set(known), problems: new Map(spoken) }
}
// Every page that sends something loads these.
await import('#contract/common-problems.ts')
const everywhere = wordsNow()
await import('#contract/order-problems.ts')
const order = wordsNow()
await import('#contract/staff-problems.ts')
const WORDS = { everywhere, order, staff: wordsNow() }
await import('#contract/embed-problems.ts')
await import('#contract/token-words.ts')

/** Fields of every kind that cross-field rules report codes on; each takes its turn with the codes. */
const RULED = [
  'endDate',
  'holder.birthday',
  'holder.cardNo',
  'insured.0.birthday',
  'insured.1.cardNo',
  'insured',
]

/** The requests of each press, and the server's answers to them. */
type Round = {
  answer: { status: number; code: string; fields?: { field: string; code: string }[] }
  words: string[]
}

function faultsOf({ schema, prefix = '', without }: FormCase): Fault[] {
  const own = schema ? codesOf(schema) : []
  const paths = new Set(own.map(({ path }) => path))
  const ruled = paths.has('holder.name')
    ? [...writtenFieldCodes()].map((code, turn) => ({ path: RULED[turn % RULED.length] ?? '', code }))
    : []
  const served = serverFaults().filter(({ path }) => paths.has(path))
  return [...own, ...served, ...ruled]
    .filter(({ path }) => path !== '' && !without?.test(path))
    .map(({ path, code }) => ({ path: prefix + path, code }))
}

const UNANSWERED = readFileSync(join(import.meta.dirname, '../unanswered.js'), 'utf8')
/** Presses the button once per answer and returns those that are not shown or not focused. */
const unanswered = (page: Page, form: string, rounds: readonly Round[]) =>
  page.evaluate<string[]>(
    `(${UNANSWERED.slice(UNANSWERED.indexOf('async function'))})(${JSON.stringify({ form, rounds })})`,
  )

test('every code has its own sentence in both languages', () => {
  expect([...fieldCodes].filter((code) => !hasFieldWords(code))).toEqual([])
  expect([...problemCodes()].filter((code) => !hasProblemWords(code))).toEqual([])
})

test('tests every form of the browser, all of which use the shared one', () => {
  const { names, strays } = formsInSource()
  expect(strays).toEqual([])
  expect([...FORMS.map(({ name }) => name), ...SEND_NOTHING].toSorted()).toEqual([...names].toSorted())
})

/** Every other form is tested in English; the test above covers both languages. */
for (const [place, form] of FORMS.entries())
  test(`the form ${form.name} answers every code`, async ({ staff, page, newPage, newPhone }) => {
    test.slow()
    const language = place % 2 === 0 ? 'zh' : 'en'
    const opened = await form.open({ staff, page, newPage, newPhone, language })
    await expect(opened.locator(`form[name="${form.name}"] button[type=submit]`)).toBeVisible()
    const { known, problems } = WORDS[form.words ?? 'staff']
    const faults = faultsOf(form).map(
      ({ path, code }): Round => ({
        answer: { status: 400, code: 'invalid', fields: [{ field: path, code }] },
        words: form.ownWords?.test(path)
          ? ['']
          : [
              fieldWords(code, language, path),
              fieldWords(code, language),
              // The row of the list names the field.
              ...(code === 'required' ? ['请填写', 'Missing'] : []),
            ],
      }),
    )
    const refusals = [...problemCodes()].map(
      (code): Round => ({
        answer: { status: 422, code },
        words: form.ownProblem?.test(code) ? [''] : [problems.get(language)?.get(code) ?? code],
      }),
    )
    const rounds = [...faults, ...refusals].filter(
      ({ answer: { code, fields } }) =>
        known.has(fields?.[0]?.code ?? code) && (fields !== undefined || code !== 'invalid'),
    )
    expect(rounds.length).toBeGreaterThan(20)
    expect(await unanswered(opened, form.name, rounds)).toEqual([])
  })
