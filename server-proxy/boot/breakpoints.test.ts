import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..', '..', 'src')
const NAMED = /(?<![\w-])(?:max-|min-)?(sm|md|lg|xl|2xl|row):/g

test('every breakpoint that a class names exists in the theme, as Tailwind drops unknown ones in silence', () => {
  const theme = readFileSync(join(SRC, 'styles.css'), 'utf8')
  const used = new Set<string>()
  for (const file of globSync('**/*.tsx', { cwd: SRC }))
    for (const [, name = ''] of readFileSync(join(SRC, file), 'utf8').matchAll(NAMED)) used.add(name)
  expect(used).toContain('md')
  for (const name of used) expect(theme, name).toContain(`--breakpoint-${name}:`)
})
