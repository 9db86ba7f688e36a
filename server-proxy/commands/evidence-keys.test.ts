import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { EVIDENCE_FORMAT, sealLine } from '#contract/evidence.ts'
import { addEvidenceKey, evidenceKeys } from '../evidence/evidence-keys.ts'
import { sealEvidence } from '../evidence/evidence-seal.ts'
import { openVault, type Vault } from '../store/vault/vault.ts'
import { command } from '../testing/command.ts'
import { databaseUrl, testDatabase } from '../testing/database.ts'

const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
afterAll(() => rm(folder, { recursive: true }))

test('a key that was added signs, and the one before verifies only', async () => {
  const database = await testDatabase()
  const DATA_KEY = `k1:${randomBytes(32).toString('base64')}`
  await openVault(database.db, DATA_KEY)
  const settings = { DATABASE_URL: databaseUrl(database.config), DATA_KEY }
  const run = (...args: string[]) => command('evidence-keys', args, settings, tmpdir())
  const before = await run()
  expect(before.said).toMatch(/^[0-9a-f]{16}: [0-9a-f]{64}, added \S+; signs\n$/)
  const [added = '', first = ''] = (await run('add')).said.trimEnd().split('\n')
  expect(added).toMatch(/; signs$/)
  expect(first).toBe(before.said.trimEnd().replace(/signs$/, 'verifies only'))
  expect((await run('rotate')).said).toContain('usage: npm run evidence-keys')
  await database.close()
})

/** A file of the first key that states this time of its export. */
function fileOf(vault: Vault, publicKey: string, exportedAt: Date): string {
  const order = { id: '1', outSerialNo: 'S1', productCode: 'P', productName: '旅行', status: 'issued' }
  const head = {
    format: EVIDENCE_FORMAT,
    portal: 'https://portal.example.com',
    exportedAt: exportedAt.toISOString(),
    exportedBy: 'admin',
    publicKey,
    order: {
      ...order,
      orderCode: null,
      insurerName: null,
      startDate: null,
      endDate: null,
      amount: null,
      channel: 'link',
      createdAt: exportedAt.toISOString(),
    },
    chain: { entries: 0, head: '', broken: null },
  }
  const content = `${JSON.stringify(head)}\n`
  const digest = createHash('sha256').update(content).digest('hex')
  return content + sealLine(sealEvidence(vault, 1, digest))
}

test('verify-evidence warns of a file that an old key signed after its end, and of no earlier one', async () => {
  const database = await testDatabase()
  const { db } = database
  const DATA_KEY = `k1:${randomBytes(32).toString('base64')}`
  const vault = await openVault(db, DATA_KEY)
  await addEvidenceKey({ db, vault }, 'test')
  const old = (await evidenceKeys({ db, vault }))[1]
  if (!old?.until) throw new Error('the first key has no end')
  const { publicKey, until } = old
  const settings = { DATABASE_URL: databaseUrl(database.config), DATA_KEY }
  const verify = async (seconds: number) => {
    const path = join(folder, String(seconds))
    const at = new Date(until.getTime() + seconds * 1_000)
    await writeFile(path, fileOf(vault, publicKey, at))
    return command('verify-evidence', [path], settings, folder)
  }
  const late = await verify(3_600)
  expect(late).toMatchObject({ code: 0 })
  expect(late.said).toContain('the file is intact')
  expect(late.said).toContain(`WARNING: signed after ${until.toISOString()}, when a newer key had taken over`)
  expect((await verify(-3_600)).said).not.toContain('WARNING')
  await database.close()
})
