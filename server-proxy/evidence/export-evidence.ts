import { createHash } from 'node:crypto'
import { type Evidence, EVIDENCE_FORMAT, type EvidenceHead, sealLine } from '#contract/evidence.ts'
import { moneyOf } from '#contract/money.ts'
import type { TrailEntry } from '#contract/trail.ts'
import type { Deps } from '../deps.ts'
import { holdsAnchors } from './anchor.ts'
import { actedAt } from './device-clock.ts'
import { documentHash, wholeDocuments } from './named-documents.ts'
import { type EvidenceKey, evidenceKeys } from './evidence-keys.ts'
import { sealEvidence } from './evidence-seal.ts'
import { stampEvidence } from './stamp-evidence.ts'
import { openFile } from '../store/files.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { readDetail } from './read-detail.ts'
import { readRecording } from './recording.ts'
import { joinHistory, type ReadTrail, readTrail, type TrailRow } from './trail.ts'

type Needs = Pick<Deps, 'db' | 'vault' | 'publicUrl' | 'now' | 'amountIs' | 'timestamps'>

/** The evidence of how an order was sold, with its chain verified. */
export async function viewEvidence(
  deps: Needs,
  order: OrderRow,
  sealedUntil: string | null,
): Promise<Evidence> {
  const trail = await currentTrail(deps, order)
  const [{ publicKey }] = await evidenceKeys(deps)
  const anchored = await holdsAnchors(deps.db, order.id)
  const sold = {
    productName: order.product_name,
    outSerialNo: order.out_serial_no,
    chosenPlan: order.plan_name,
  }
  if (!trail) return { order: sold, trail: null, anchored, publicKey }
  const entries = trail.rows.map(entryOf)
  const documents = (await documentsOf(deps, entries)).map(
    ({ content: _content, file: _file, ...head }) => head,
  )
  return {
    order: sold,
    trail: {
      startedAt: trail.startedAt.toISOString(),
      erasedAt: trail.erasedAt?.toISOString() ?? null,
      sealedUntil,
      entries,
      head: trail.head,
      broken: trail.broken,
      documents,
    },
    anchored,
    publicKey,
  }
}

/** The up-to-date trail; null when there is none. */
export async function currentTrail({ db, vault }: Needs, order: OrderRow): Promise<ReadTrail | null> {
  await joinHistory(vault, db, order.id)
  return readTrail(vault, db, order.id)
}

/**
 * Exports the evidence as one file, line by line: a head, every entry with its hashes, the documents with
 * their texts, the distributor's disclosures, the recording, a timestamp of all that if an authority is set, and a
 * last line that signs every byte before it.
 */
export async function* writeEvidence(
  deps: Needs,
  order: OrderRow,
  trail: ReadTrail,
  by: string,
  isOpened: boolean,
): AsyncGenerator<string> {
  const sum = createHash('sha256')
  const line = (content: object) => {
    const text = `${JSON.stringify(content)}\n`
    sum.update(text)
    return text
  }
  const [key] = await evidenceKeys(deps)
  yield line(headOf(deps, key, order, trail, by))
  for (const row of trail.rows) {
    const { previous, hash, event } = row
    const hashes = { event, previous: previous.toString('hex'), hash: hash.toString('hex') }
    yield line({ entry: { ...entryOf(row), ...hashes } })
  }
  for (const { file, ...document } of await documentsOf(deps, trail.rows.map(entryOf))) {
    yield line({ document })
    const pdf = file && (await openFile(deps.db, file.toString('hex')))
    let part = 0
    for await (const bytes of pdf?.parts ?? [])
      yield line({ pdf: { document: document.id, part: ++part, content: bytes.toString('base64') } })
  }
  for (const disclosure of await disclosuresOf(deps, trail.rows.map(entryOf))) yield line({ disclosure })
  for (const piece of await readRecording(deps, trail, isOpened)) yield line({ recording: piece })
  if (deps.timestamps) yield line({ timestamp: await stampEvidence(deps.timestamps, sum.copy().digest()) })
  yield sealLine(sealEvidence(deps.vault, key.n, sum.digest('hex')))
}

const headOf = (
  deps: Needs,
  key: EvidenceKey,
  order: OrderRow,
  trail: ReadTrail,
  by: string,
): EvidenceHead => ({
  format: EVIDENCE_FORMAT,
  portal: deps.publicUrl,
  exportedAt: new Date(deps.now()).toISOString(),
  exportedBy: by,
  keyId: key.id,
  publicKey: key.publicKey,
  order: {
    id: order.id,
    outSerialNo: order.out_serial_no,
    orderCode: order.order_code,
    productCode: order.product_code,
    productName: order.product_name,
    chosenPlan: order.plan_name,
    planFit: order.plan_fit,
    insurerName: order.insurer_name,
    startDate: order.start_date,
    endDate: order.end_date,
    ...moneyOf(deps.amountIs, order),
    status: order.status,
    channel: order.channel,
    payer: order.payer,
    createdAt: order.created_at.toISOString(),
  },
  chain: { entries: trail.rows.length, head: trail.head, broken: trail.broken },
})

function entryOf({ n, at, kind, visit, seq, said_at, detail }: TrailRow): TrailEntry {
  const read = readDetail(detail)
  return {
    n,
    at: at.toISOString(),
    kind,
    visit,
    seq,
    saidAt: said_at?.toISOString() ?? null,
    actedAt: actedAt(said_at, read.clock, at),
    detail: read,
  }
}

/** Every document that the trail names, as stored: a version never changes. */
async function documentsOf({ db }: Needs, entries: readonly TrailEntry[]) {
  const named = entries.flatMap(({ detail: { document, documents = [] } }) => [document, ...documents])
  // Only documents that the portal knew by a version.
  const ids = [...new Set(named.flatMap((one) => (one?.version === undefined ? [] : one.id)))]
  if (ids.length === 0) return []
  const rows = await wholeDocuments(db).where('document.id', 'in', ids).execute()
  return rows.map((row) => ({ ...row, sha256: documentHash(row) }))
}

/** Each version of the distributor's disclosure that the trail names: the hash is of `content`. */
async function disclosuresOf({ db }: Needs, entries: readonly TrailEntry[]) {
  const named = new Set(entries.flatMap(({ detail: { disclosure } }) => disclosure ?? []))
  if (named.size === 0) return []
  const rows = await db
    .selectFrom('disclosures')
    .select(['sha256', 'content'])
    .where(
      'sha256',
      'in',
      [...named].map((hex) => Buffer.from(hex, 'hex')),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ sha256, content }) => ({ sha256: sha256.toString('hex'), content }))
}
