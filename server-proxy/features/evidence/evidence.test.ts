import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Evidence, EvidenceHead, signedWords, splitEvidence } from '#contract/evidence.ts'
import { withEvidence } from '#contract/evidence-in-page.ts'
import type { Link } from '#contract/links.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type Purchase, readPurchaseDraft } from '#contract/purchases.ts'
import { addEvidenceKey } from '../../evidence/evidence-keys.ts'
import { verifyEvidence } from '../../evidence/evidence-seal.ts'
import { type TestPortal, signInAs, testPortal } from '../../testing/portal.ts'
import { DISCLOSURE } from '../../testing/disclosure.ts'
import { customerPage } from '../../testing/customer.ts'
import { LI_LEI } from '../../testing/people.ts'
import { preparedOrder } from '../../testing/sale.ts'

const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
afterAll(() => rm(folder, { recursive: true }))
let portal: TestPortal
let orderId = ''
let file: Buffer = Buffer.alloc(0)
let evidence: Evidence

beforeAll(async () => {
  portal = await testPortal()
  const { memberId, productCode, ...sale } = await preparedOrder(portal)
  await portal.ask('PUT', '/api/disclosure', DISCLOSURE)
  const content = '第一条 保险责任'
  const terms = await portal.ask('POST', '/api/products/200207/documents', {
    kind: 'terms',
    title: '旅行保险条款',
    version: '2026-1',
    content,
  })
  const document = terms.json<{ id: string }>().id
  const link = (
    await portal.ask('POST', '/api/links', { memberId, productCode, uses: 1, days: 7 })
  ).json<Link>()
  const token = link.url.split('/').at(-1) ?? ''
  const page = customerPage(portal)
  const by = (method: 'POST' | 'PUT', path: string, payload: object) => page(token, method, path, payload)
  await by('POST', '/purchase/begin', {})
  const said = {
    visit: 'visit-of-the-first',
    build: '/assets/a.js',
    language: 'zh',
    view: { width: 360, height: 740 },
  }
  await by('POST', '/purchase/trail', {
    ...said,
    events: [
      { seq: 1, at: 1, kind: 'enter', page: 'document', document },
      { seq: 2, at: 2, kind: 'consent', consent: 'truth', given: true, words: '以上信息真实' },
    ],
  })
  const draft = readPurchaseDraft({
    ...sale,
    holder: { ...LI_LEI, email: '' },
    insured: [{ ...LI_LEI, email: '', key: 'a', relation: 'self' }],
  })
  await by('PUT', '/purchase', { version: 0, step: 'review', draft })
  const placed = await by('POST', '/purchase/place', {
    version: 1,
    consents: ['notice', document, 'truth', 'privacy'],
  })
  orderId = placed.json<Purchase>().order?.id ?? ''
  evidence = (await portal.ask('GET', `/api/orders/${orderId}/evidence`)).json<Evidence>()
  file = (await portal.ask('GET', `/api/orders/${orderId}/evidence/file`)).rawPayload
})
afterAll(() => portal.close())

test('staff see an intact chain, the documents by version and the text of each consent', () => {
  expect(evidence.trail).toMatchObject({ broken: null, erasedAt: null })
  expect(evidence.trail?.documents).toMatchObject([{ title: '旅行保险条款', version: '2026-1' }])
  const consent = evidence.trail?.entries.find(({ kind }) => kind === 'consent')
  expect(consent?.detail).toEqual({ consent: 'truth', given: true, words: '以上信息真实' })
})

test('the file is complete, and the public key verifies it without this portal', () => {
  const lines = file
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const head = EvidenceHead.parse(lines[0])
  expect(head.order.id).toBe(orderId)
  expect(lines.filter((line) => 'entry' in line)).toHaveLength(head.chain.entries)
  expect(lines.find((line) => 'document' in line)).toMatchObject({ document: { content: '第一条 保险责任' } })
  for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile])
    expect(file.toString()).not.toContain(personal)

  const { content, seal } = splitEvidence(file) ?? { content: file, seal: '' }
  const words = signedWords(createHash('sha256').update(content).digest('hex'))
  const x = Buffer.from(evidence.publicKey, 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(verify(null, Buffer.from(words), key, Buffer.from(seal, 'hex'))).toBe(true)
})

test('the file contains the disclosure whose hash the trail names', () => {
  const lines = file.toString().trimEnd().split('\n')
  const [line = '{}'] = lines.filter((one) => one.startsWith('{"disclosure"'))
  const { sha256, content } = (JSON.parse(line) as { disclosure: { sha256: string; content: string } })
    .disclosure
  expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
  expect(JSON.parse(content)).toMatchObject(DISCLOSURE)
  const named = evidence.trail?.entries.filter(({ detail }) => detail.disclosure === sha256)
  expect(named?.map(({ kind }) => kind)).toEqual(['begun', 'placed'])
})

test('the command names the order and the chosen plan of a file, and no other key verifies it', async () => {
  // As in a playable page, which is as good as the file by itself.
  const page = withEvidence('<!doctype html><template id="evidence"></template>', file.toString('base64'))
  const path = join(folder, 'page')
  await writeFile(path, page)
  const command = join(import.meta.dirname, '..', '..', 'commands', 'verify-evidence.ts')
  const run = (key: string) =>
    promisify(execFile)(process.execPath, [command, path, key]).catch((error: { stdout: string }) => error)
  const head = EvidenceHead.parse(JSON.parse(file.toString().split('\n', 1)[0] ?? ''))
  expect(head.order.chosenPlan).toBeTruthy()
  const { stdout } = await run(evidence.publicKey)
  expect(stdout).toContain(`order ${head.order.outSerialNo}`)
  expect(stdout).toContain(`chosen plan ${head.order.chosenPlan}`)
  expect((await run('0'.repeat(64))).stdout).toContain('altered')
})

test('anyone reads the key that a file names', async () => {
  const answer = await portal.app.inject({ url: '/api/evidence/keys' })
  const head = EvidenceHead.parse(JSON.parse(file.toString().split('\n', 1)[0] ?? ''))
  expect(answer.json()).toEqual({
    keys: [
      {
        id: head.keyId,
        algorithm: 'Ed25519',
        publicKey: evidence.publicKey,
        from: expect.any(String),
        until: null,
      },
    ],
  })
})

test('detects one altered, added or missing byte anywhere', () => {
  const { publicKey } = evidence
  expect(verifyEvidence(publicKey, file)).toBe(true)
  const altered = fc.record({ place: fc.nat(file.length - 1), by: fc.integer({ min: 1, max: 255 }) })
  fc.assert(
    fc.property(altered, ({ place, by }) => {
      const other = Buffer.from(file)
      other[place] = (other[place] ?? 0) ^ by
      return !verifyEvidence(publicKey, other)
    }),
    { numRuns: 200 },
  )
  // The head, the signature and their surroundings are a small part of the file: test each of their bytes
  // once.
  for (let place = file.length - 200; place < file.length; place++) {
    const other = Buffer.from(file)
    other[place] = (other[place] ?? 0) ^ 0x20
    expect(verifyEvidence(publicKey, other), String(place)).toBe(false)
  }
  for (const other of [
    file.subarray(1),
    file.subarray(0, -1),
    Buffer.concat([file, Buffer.from('\n')]),
    Buffer.concat([Buffer.from(' '), file]),
    Buffer.alloc(0),
  ])
    expect(verifyEvidence(publicKey, other)).toBe(false)
  expect(verifyEvidence('0'.repeat(64), file)).toBe(false)
})

test('the page sends only the digest, and an export is audited', async () => {
  const { content, seal } = splitEvidence(file) ?? { content: file, seal: '' }
  const digest = createHash('sha256').update(content).digest('hex')
  const check = async (body: object) =>
    (await portal.ask('POST', '/api/evidence/check', body)).json<{ genuine: boolean }>().genuine
  expect(await check({ digest, seal })).toBe(true)
  expect(await check({ digest: digest.replace(/^./, (one) => (one === '0' ? '1' : '0')), seal })).toBe(false)
  const { items } = (await portal.ask('GET', '/api/audit?act=evidence-exported')).json<{ items: object[] }>()
  expect(items).toMatchObject([{ subject: { kind: 'order', id: orderId } }])
})

test('a file stays genuine when a newer key signs', async () => {
  type Keys = { keys: { publicKey: string; from: string; until: string | null }[] }
  const published = async () => (await portal.app.inject({ url: '/api/evidence/keys' })).json<Keys>().keys
  const before = (await published()).map(({ publicKey }) => publicKey)
  await addEvidenceKey(portal.deps, 'test')
  const keys = await published()
  expect(keys.map(({ publicKey }) => publicKey)).toEqual([expect.any(String), ...before])
  expect([keys[0]?.until, keys[1]?.until]).toEqual([null, keys[0]?.from])
  const later = (await portal.ask('GET', `/api/orders/${orderId}/evidence/file`)).rawPayload
  expect(verifyEvidence(keys[0]?.publicKey ?? '', later)).toBe(true)
  for (const one of [file, later]) {
    const parts = splitEvidence(one)
    const digest = createHash('sha256')
      .update(parts?.content ?? '')
      .digest('hex')
    const verdict = await portal.ask('POST', '/api/evidence/check', { digest, seal: parts?.seal })
    const keyUntil = one === file ? keys.at(-2)?.from : null
    expect(verdict.json()).toEqual({ genuine: true, keyUntil, stampHolds: null })
  }
})

test('an order without a trail has no evidence, a clerk is refused, and a broken chain is reported', async () => {
  const order = await preparedOrder(portal)
  const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': 'evidence-of-staff' })
  const { id } = placed.json<PlacedOrder>()
  await portal.deps.db.deleteFrom('trails').where('order_id', '=', id).execute()
  expect((await portal.ask('GET', `/api/orders/${id}/evidence`)).json<Evidence>().trail).toBe(null)
  expect((await portal.ask('GET', `/api/orders/${id}/evidence/file`)).statusCode).toBe(404)
  const cookie = await signInAs(portal, 'clerk', 'evidence-clerk')
  expect((await portal.ask('GET', `/api/orders/${orderId}/evidence`, undefined, { cookie })).statusCode).toBe(
    403,
  )
  await portal.deps.db
    .updateTable('trail_entries')
    .set({ detail: 'not even JSON' })
    .where('kind', '=', 'consent')
    .execute()
  const after = (await portal.ask('GET', `/api/orders/${orderId}/evidence`)).json<Evidence>()
  expect(after.trail?.broken).toBe(evidence.trail?.entries.find(({ kind }) => kind === 'consent')?.n)
})
