import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import '#contract/embed-problems.ts'
import '#contract/order-problems.ts'
import { problemWords } from '#contract/problems.ts'
import { expect, test } from 'vitest'

/** Codes that only staff, partners' servers and the platform receive. */
const NOT_FOR_CUSTOMERS = new Set([
  'bad-signature',
  'factor-required',
  'forbidden',
  'key-required',
  'key-reused',
  'password-temporary',
  'sale-placed',
  'sale-handed-over',
  'step-up-required',
])

test('every problem that a customer’s route can answer has a sentence for customers', () => {
  const server = join(import.meta.dirname, '..')
  const codes = ['features/purchase', 'features/own-order', 'purchases', 'http'].flatMap((folder) =>
    readdirSync(join(server, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) =>
        [
          ...readFileSync(join(server, folder, name), 'utf8').matchAll(/new Refusal\(\s*\d+,\s*'([\w-]+)'/g),
        ].map(([, code = '']) => code),
      ),
  )
  const closed = ['link-expired', 'link-revoked', 'link-used-up', 'partner-disabled', 'origin-not-allowed']
  const platform = ['0002', '1000', '1001', '2000', '2008', '2009', '3000', '4001', '5000', '9999']
  const asked = [...new Set([...codes, ...closed, ...platform, 'clock-wrong', 'address-refused', 'offline'])]
  const internal = problemWords('internal', 'zh')
  const without = asked.filter(
    (code) => code !== 'internal' && !NOT_FOR_CUSTOMERS.has(code) && problemWords(code, 'zh') === internal,
  )
  expect(without).toEqual([])
})
