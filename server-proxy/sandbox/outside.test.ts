import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from './server.ts'

const TOOLS = ['bash', 'curl', 'openssl', 'od', 'sed']
const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error)

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:' })
})
afterAll(() => sandbox.stop())

test.skipIf(missing.length > 0)(
  'a client made of curl and openssl sells, invoices and surrenders',
  async () => {
    const script = join(import.meta.dirname, 'outside.sh')
    const { stdout } = await promisify(execFile)('bash', [script, sandbox.url])
    const lines = stdout.trim().split('\n')
    expect(lines.every((line) => line.startsWith('ok '))).toBe(true)
    expect(lines).toHaveLength(15)
  },
)
