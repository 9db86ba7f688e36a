import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rotateLog } from './rotate-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotate-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('moves a full log aside while its writer goes on', async () => {
  const file = join(folder, 'x.log')
  const writer = openSync(file, 'a')
  appendFileSync(writer, 'a'.repeat(100))
  await rotateLog(file, 100)
  expect(readFileSync(file, 'utf8')).toHaveLength(100)
  appendFileSync(writer, 'b')
  await rotateLog(file, 100)
  appendFileSync(writer, 'c')
  closeSync(writer)
  expect(readFileSync(file, 'utf8')).toBe('c')
  expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(101)
})
