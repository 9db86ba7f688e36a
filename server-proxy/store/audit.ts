import { createHash } from 'node:crypto'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { AuditAct, AuditSubject } from '#contract/audit.ts'
import { gather } from './gather.ts'
import { BEGINNING, endOf, linkOf } from './chain.ts'
import type { Database } from './schema.ts'
import type { AuditLog } from './schema/audit.ts'
import type { Vault } from './vault/vault.ts'

export type AuditEntry = {
  /** A username, or `system`, `payment-system`, `partner:<id>`, `nobody`. */
  actor: string
  act: AuditAct
  subject?: { kind: AuditSubject; id: string }
  /** The change, in codes and numbers. Never a name, mobile, document, secret or free text. */
  detail?: Record<string, string | number | boolean | null | string[]>
}

export type AuditRow = Selectable<AuditLog>

const BATCH = 2_000
/** How long a process of an older version may still write: its entries are chained without the key. */
const OVERLAP_MS = 3_600_000

export type AuditKey = Pick<Vault, 'index' | 'auditKeyedSince'>

/** The known end of the log. When `holds` is false the log was cut or altered, and the stored end stays. */
type End = { n: number; at: Date; hash: Buffer; holds: boolean }
const EMPTY: End = { n: 0, at: new Date(0), hash: BEGINNING, holds: true }

type Given = { db: Kysely<Database>; entry: AuditEntry }
/** The log of one vault, hence one database: its last entry written here, and the pending ones. */
type Log = { end: End; write(given: Given): Promise<null> }
const logs = new WeakMap<AuditKey, Log>()

function logOf(key: AuditKey): Log {
  const known = logs.get(key)
  if (known) return known
  const log: Log = { end: EMPTY, write: gather((given) => writeAll(key, log, given)) }
  logs.set(key, log)
  return log
}

/**
 * Appends to the audit log in the transaction of the audited act, so both or neither exist. The chain and its
 * length are keyed by a key outside the database. Writers are serialized until commit: call it last in the
 * transaction and never before a platform call. With a plain connection entries commit by themselves,
 * batched.
 */
export async function audit(
  key: AuditKey,
  db: Kysely<Database> | Transaction<Database>,
  entry: AuditEntry,
): Promise<void> {
  const log = logOf(key)
  if (db.isTransaction) await appendUnderLock(key, log, db, [entry])
  else await log.write({ db, entry })
}

/** One query when no other process wrote in the meantime, the usual case; else under the lock. */
async function writeAll(key: AuditKey, log: Log, given: Given[]): Promise<null[]> {
  const entries = given.map(({ entry }) => entry)
  const db = given[0]?.db
  if (db) {
    const { appended, end } = await append(key, db, entries, log.end)
    log.end = end
    if (!appended) await db.transaction().execute((own) => appendUnderLock(key, log, own, entries))
  }
  return given.map(() => null)
}

/**
 * Within a transaction: the first try takes the lock, so the second one meets the end that the first
 * returned.
 */
async function appendUnderLock(
  key: AuditKey,
  log: Log,
  db: Kysely<Database>,
  entries: AuditEntry[],
): Promise<void> {
  const first = await append(key, db, entries, log.end)
  const { appended, end } = first.appended ? first : await append(key, db, entries, first.end)
  if (!appended) throw new Error('the audit log ends differently than it reported')
  log.end = end
}

/** Appends if the log has that end. Returns its actual end. */
async function append(
  key: AuditKey,
  db: Kysely<Database>,
  entries: AuditEntry[],
  end: End,
): Promise<{ appended: boolean; end: End }> {
  const at = new Date(Math.max(Date.now(), end.at.getTime()))
  const made: (Said & { hash: Buffer })[] = []
  for (const { actor, act, subject, detail = {} } of entries) {
    const { n, hash } = made.at(-1) ?? end
    const row = {
      n: n + 1,
      at,
      actor,
      act,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      detail,
      previous: hash,
    }
    made.push({ ...row, hash: keyedHashOf(key, row) })
  }
  const last = made.at(-1)
  if (!last) return { appended: true, end }
  const mac = end.holds ? macOf(key, last.n, last.hash) : null
  const { rows } = await sql<Found>`select * from audit_append(
    ${end.n}, ${end.hash}, ${made.map((row) => row.at)}, ${made.map((row) => row.actor)},
    ${made.map((row) => row.act)}, ${made.map((row) => row.subject_kind)}, ${made.map((row) => row.subject_id)},
    ${made.map((row) => JSON.stringify(row.detail))}, ${made.map((row) => row.previous)},
    ${made.map((row) => row.hash)}, ${mac})`.execute(db)
  const found = rows[0]
  if (found?.appended) return { appended: true, end: { n: last.n, at, hash: last.hash, holds: end.holds } }
  const holds = !found || (await endHolds(key, db, found))
  return {
    appended: false,
    end: { n: found?.n ?? 0, at: found?.at ?? EMPTY.at, hash: found?.hash ?? BEGINNING, holds },
  }
}

type Found = {
  appended: boolean
  n: number | null
  at: Date
  hash: Buffer
  head_n: number | null
  head_mac: Buffer | null
}

/**
 * Whether nothing is missing at the end. A cut log continues, but keeps its stored end, otherwise the next
 * entry would hide the gap. Entries from before the key have no stored end.
 */
async function endHolds(key: AuditKey, db: Kysely<Database>, { n, head_n, head_mac }: Found) {
  if (n === null) return head_mac === null
  const row = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('n', '=', head_n ?? n)
    .executeTakeFirst()
  if (!row) return false
  return head_mac ? head_mac.equals(macOf(key, row.n, row.hash)) : kindOf(key, row) === 'plain'
}

type Said = Omit<AuditRow, 'hash'>

/** The row's content as text, for its hash. */
const wordsOf = (row: Said) =>
  JSON.stringify([
    row.n,
    row.at.toISOString(),
    row.actor,
    row.act,
    row.subject_kind,
    row.subject_id,
    row.detail,
  ])

const keyedHashOf = (key: AuditKey, row: Said) => linkOf(key, 'audit', row.previous, wordsOf(row))

/** The hash of entries from before the key: SHA-256 over the same text. */
const plainHashOf = (row: Said) => createHash('sha256').update(row.previous).update(wordsOf(row)).digest()

/** Authenticates this entry as the log's end. */
const macOf = (key: AuditKey, n: number, hash: Buffer) => endOf(key, 'audit', n, hash)

/** How the row's hash was made; null: not by the portal. */
function kindOf(key: AuditKey, row: AuditRow): 'keyed' | 'plain' | null {
  if (row.hash.equals(keyedHashOf(key, row))) return 'keyed'
  const since = key.auditKeyedSince
  const mayBePlain = since > 0 && row.at.getTime() < since + OVERLAP_MS
  return mayBePlain && row.hash.equals(plainHashOf(row)) ? 'plain' : null
}

export type Verdict = {
  /** Valid entries from the first on. */
  count: number
  /** `n:hash` of the last valid entry. Noted elsewhere, it reveals a cut or rewritten log later. */
  head: string
  /** The first entry that was altered or follows a missing one; null when the chain is intact. */
  broken: number | null
}

/**
 * Verifies the whole chain and its length. With `noted`, an earlier head, the entry of that number must still
 * have that hash, which detects a database restored to an older state.
 */
export async function verifyAudit(key: AuditKey, db: Kysely<Database>, noted?: string): Promise<Verdict> {
  // Read before the entries: entries written in between only make the log longer.
  const end = await db.selectFrom('audit_head').select(['n', 'mac']).executeTakeFirst()
  let keyed = false
  let count = 0
  let previous: Buffer = BEGINNING
  const [notedAt, notedHash] = noted?.split(':') ?? []
  const verdict = (broken: number | null) => ({ count, head: `${count}:${previous.toString('hex')}`, broken })
  for (;;) {
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('n', '>', count)
      .orderBy('n')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const isEnd = row.n === end?.n
      const kind = kindOf(key, row)
      const holds =
        row.n === count + 1 &&
        row.previous.equals(previous) &&
        kind !== null &&
        (!isEnd || end.mac.equals(macOf(key, row.n, row.hash)))
      const matchesNote = row.n !== Number(notedAt) || row.hash.toString('hex') === notedHash
      if (!holds || !matchesNote) return verdict(count + 1)
      count = row.n
      previous = row.hash
      keyed ||= kind === 'keyed'
    }
    if (rows.length < BATCH) {
      const short = Number(notedAt) > count || (end ? end.n > count : keyed)
      return verdict(short ? count + 1 : null)
    }
  }
}
