import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { loader } from '../../../vite.config.ts'

test('embed.js is at most 5 kB gzipped, needs no module and no secure page', async () => {
  const code = await loader()
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(5 * 1024)
  expect(code).not.toMatch(/\bimport\b|\bexport\b|randomUUID|crypto\b/)
  // One function around everything: what it declares stays in it.
  expect(code).toMatch(/^\(function\(\)\{[^]*\}\)\(\);?\s*$/)
})
