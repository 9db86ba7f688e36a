import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEvidenceHead, splitEvidence } from '#contract/evidence.ts'
import { splitTimestamp } from '#contract/evidence-timestamp.ts'
import { holdsTimestamp } from '../../evidence/stamp-evidence.ts'
import { command } from '../../testing/command.ts'
import { recordedSale } from '../../testing/recorded-sale.ts'
import { type Behaviour, STAMPED_AT, timestampAuthority } from '../../testing/timestamp-authority.ts'

const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
afterAll(() => rm(folder, { recursive: true }))
const authority = await timestampAuthority()
const { portal, begin, order } = await recordedSale({ tsaUrl: authority.url })
const { id } = await order(await begin())

/** The exported file, its timestamp, and what the command says about the file. */
async function exported(behaviour: Behaviour) {
  authority.behave(behaviour)
  const answer = await portal.ask('GET', `/api/orders/${id}/evidence/file`)
  expect(answer.statusCode).toBe(200)
  const file = answer.rawPayload
  const content = splitEvidence(file)?.content ?? file
  await writeFile(join(folder, 'file'), file)
  const key = readEvidenceHead(content)?.publicKey ?? ''
  const verdict = await command('verify-evidence', [join(folder, 'file'), key], {}, folder)
  return { folder, verdict, timestamp: splitTimestamp(content)?.timestamp }
}

test('a file has the timestamp of the authority, and the command names its time and its name', async () => {
  const { timestamp, verdict } = await exported('grants')
  const name = 'Example Timestamp Authority, Example Trust'
  expect(timestamp).toMatchObject({ at: STAMPED_AT.toISOString(), authority: name })
  expect(verdict).toMatchObject({ code: 0 })
  expect(verdict.said).toContain(`timestamp ${STAMPED_AT.toISOString()} by ${name}: for exactly these bytes`)
})

test('a timestamp of other bytes is not that of the file', async () => {
  const { timestamp } = await exported('grants')
  if (!timestamp || timestamp === 'malformed' || 'missing' in timestamp) throw new Error('no timestamp')
  expect(holdsTimestamp(timestamp, timestamp.sha256)).toBe(true)
  expect(holdsTimestamp(timestamp, '0'.repeat(64))).toBe(false)
  expect(holdsTimestamp({ ...timestamp, at: '2020-01-01T00:00:00.000Z' }, timestamp.sha256)).toBe(false)
  expect(holdsTimestamp({ ...timestamp, token: 'AAAA' }, timestamp.sha256)).toBe(false)
  const stampHolds = async (sha256: string) => {
    const body = { digest: '0'.repeat(64), seal: '0'.repeat(128), timestamp: { ...timestamp, sha256 } }
    return (await portal.ask('POST', '/api/evidence/check', body)).json<{ stampHolds: boolean }>().stampHolds
  }
  expect(await stampHolds(timestamp.sha256)).toBe(true)
  expect(await stampHolds('0'.repeat(64))).toBe(false)
})

test('a timestamp line that cannot be read is told from none', () => {
  const content = (...lines: object[]) =>
    new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  expect(splitTimestamp(content({ head: 1 }, { timestamp: { at: 'soon' } }))?.timestamp).toBe('malformed')
  expect(splitTimestamp(content({ head: 1 }, { recording: { timestamp: 1 } }))).toBeNull()
})

test.each([
  ['silent', 'late', 'No timestamp: the authority did not answer in time'],
  ['rejects', 'refused', 'No timestamp: the authority refused the request'],
  ['another-nonce', 'unusable', 'No timestamp: the answer of the authority cannot be used'],
  ['another-hash', 'unusable', 'No timestamp: the answer of the authority cannot be used'],
  ['no-asn1', 'unusable', 'No timestamp: the answer of the authority cannot be used'],
] as const)(
  'is exported and says why it has no timestamp when the authority is %s',
  async (how, missing, words) => {
    const { timestamp, verdict } = await exported(how)
    expect(timestamp).toMatchObject({ missing, words: { en: words } })
    expect(verdict).toMatchObject({ code: 0 })
    expect(verdict.said).toContain(words)
  },
)

/** As docs/operations.md tells an outsider to do it. */
const OUTSIDER = `
head -n -2 file > stamped
tail -n 2 file | sed -n 's/.*"token":"\\([^"]*\\)".*/\\1/p' | base64 -d > token
openssl ts -verify -token_in -in token -data stamped -CAfile "$1"`

test.runIf(spawnSync('openssl', ['version']).status === 0)(
  'an outsider checks the timestamp of the file with openssl alone',
  async () => {
    const { folder, timestamp } = await exported('openssl')
    expect(timestamp).toMatchObject({ authority: 'Authority of openssl, Example Trust' })
    const run = () =>
      execFileSync('sh', ['-ec', OUTSIDER, 'sh', authority.certificate], { cwd: folder, stdio: 'pipe' })
    expect(run().toString()).toContain('Verification: OK')
    execFileSync('sh', ['-c', "sed -i '1s/portal/Portal/' file"], { cwd: folder })
    expect(run).toThrow(/mismatch/)
  },
)
