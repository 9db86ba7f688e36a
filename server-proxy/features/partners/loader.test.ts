import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { loader } from '../../../vite.config.ts'

test('embed.js is at most 5 kB gzipped and needs no module and no secure context', async () => {
  const code = await loader()
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(5 * 1024)
  expect(code).not.toMatch(/\bimport\b|\bexport\b|randomUUID|crypto\b/)
  // One function around everything keeps its declarations private.
  expect(code).toMatch(/^\(function\(\)\{[^]*\}\)\(\);?\s*$/)
})
