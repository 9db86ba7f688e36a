import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', '..', 'src')

test('no field of a page truncates input: validation reports the maximum length', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.tsx'),
  )
  expect(files.length).toBeGreaterThan(100)
  const cutting = files.filter((path) => /\bmax-?length\s*[=:]/i.test(readFileSync(join(SRC, path), 'utf8')))
  expect(cutting).toEqual([])
})
