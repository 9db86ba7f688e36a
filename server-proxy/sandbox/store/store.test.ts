import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Store } from './store.ts'

test('only its owner can read the sandbox’s file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const file = join(folder, 'sandbox.db')
  const store = new Store(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  store.close()
  rmSync(folder, { recursive: true })
})
