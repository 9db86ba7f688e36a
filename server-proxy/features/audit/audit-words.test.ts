import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACT_WORDS, FACT_WORDS } from '#contract/audit-words.ts'
import { AUDIT_ACTS } from '#contract/audit.ts'

const SERVER = join(import.meta.dirname, '../..')
const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .filter((path) => !/^(sandbox|testing|bench|boot)\//.test(path))
  .map((path) => readFileSync(join(SERVER, path), 'utf8'))

test('each recorded action has words in both languages, and each one is recorded', () => {
  const recorded = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/\bact: [^,\n]*/g)].flatMap(([line]) => line.match(/'[a-z-]+'/g) ?? []),
    ),
  )
  expect(AUDIT_ACTS.filter((act) => !recorded.has(`'${act}'`))).toEqual([])
  expect(AUDIT_ACTS.filter((act) => !ACT_WORDS[act].zh || !ACT_WORDS[act].en)).toEqual([])
})

test('each recorded fact has a name in both languages', () => {
  const facts = sources.flatMap((text) =>
    [...text.matchAll(/\baudit\((?:[^()]|\([^()]*\))*?detail: \{([^}]*)\}/g)].flatMap(([, inner = '']) =>
      [...inner.matchAll(/(?:^|[{,]\s*|\n\s*)([a-zA-Z]+)(?=[:,\s]|$)/g)].map(([, name = '']) => name),
    ),
  )
  expect(facts.length).toBeGreaterThan(20)
  expect(facts.filter((name) => !FACT_WORDS[name]?.zh || !FACT_WORDS[name]?.en)).toEqual([])
})
