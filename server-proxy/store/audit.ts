import { createHash } from 'node:crypto'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { AuditAct, AuditSubject } from '../../src/contract/audit.ts'
import type { AuditLog, Database } from './schema.ts'
import type { Vault } from './vault.ts'

export type AuditEntry = {
  /** A username, or `system`, `payment-system`, `partner:<id>`, `nobody`. */
  actor: string
  act: AuditAct
  subject?: { kind: AuditSubject; id: string }
  /** What changed, in codes and numbers. Never a name, mobile, document, secret or anything somebody typed freely. */
  detail?: Record<string, string | number | boolean | null | string[]>
}

export type AuditRow = Selectable<AuditLog>

const BEGINNING = Buffer.alloc(32)
const BATCH = 2_000
/** So long a process of before may still write beside new ones: its entries are chained without the key. */
const OVERLAP_MS = 3_600_000

export type AuditKey = Pick<Vault, 'index' | 'auditKeyedSince'>

/**
 * Appends to the audit log in the transaction of the act itself, so that neither exists without the other. Entries are
 * chained under a key that is not in the database, and so is how many there are. Writers wait for one another from here
 * to their commit: call it last in the transaction and never before a call to the platform. With a plain connection it
 * opens a transaction of its own.
 */
export async function audit(
  key: AuditKey,
  db: Kysely<Database> | Transaction<Database>,
  { actor, act, subject, detail = {} }: AuditEntry,
): Promise<void> {
  if (!db.isTransaction)
    return db
      .transaction()
      .execute((own) => audit(key, own, { actor, act, ...(subject && { subject }), detail }))
  const { rows } = await sql<{ at: Date; n: number | null; hash: Buffer | null }>`
    select at, n, hash from audit_last()`.execute(db)
  const last = rows[0]
  const row = {
    n: (last?.n ?? 0) + 1,
    at: last?.at ?? new Date(),
    actor,
    act,
    subject_kind: subject?.kind ?? null,
    subject_id: subject?.id ?? null,
    detail,
    previous: last?.hash ?? BEGINNING,
  }
  const hash = keyedHashOf(key, row)
  const head = { n: row.n, mac: macOf(key, row.n, hash) }
  await db
    .with('head', (also) =>
      also
        .insertInto('audit_head')
        .values({ one: true, ...head })
        .onConflict((conflict) => conflict.column('one').doUpdateSet(head)),
    )
    .insertInto('audit_log')
    .values({ ...row, detail: JSON.stringify(detail), hash })
    .execute()
}

type Said = Omit<AuditRow, 'hash'>

/** Everything that the row says, as text. */
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

/** HMAC over the previous hash and everything that the row says: whoever can write the table cannot make one. */
const keyedHashOf = (key: AuditKey, row: Said) =>
  key.index('audit', `${row.previous.toString('hex')}${wordsOf(row)}`)

/** What entries of before the key have: SHA-256 over the same. */
const plainHashOf = (row: Said) => createHash('sha256').update(row.previous).update(wordsOf(row)).digest()

/** Says that the log ends with this entry. */
const macOf = (key: AuditKey, n: number, hash: Buffer) =>
  key.index('audit', `head ${n} ${hash.toString('hex')}`)

/** How the row's hash was made; null: not by us. */
function kindOf(key: AuditKey, row: AuditRow): 'keyed' | 'plain' | null {
  if (row.hash.equals(keyedHashOf(key, row))) return 'keyed'
  const since = key.auditKeyedSince
  const mayBePlain = since > 0 && row.at.getTime() < since + OVERLAP_MS
  return mayBePlain && row.hash.equals(plainHashOf(row)) ? 'plain' : null
}

export type Verdict = {
  /** Entries that hold, from the first on. */
  count: number
  /** `n:hash` of the last one that holds; noted elsewhere, it shows later that nothing was cut off or rewritten. */
  head: string
  /** The first entry that was altered, or that follows a missing one; null: the chain is whole. */
  broken: number | null
}

/**
 * Reads the whole chain, and whether it is as long as it was said to be. With `noted`, an earlier head, the entry of
 * that number must still have that hash: a database that was put back as a whole to what it was is found only so.
 */
export async function verifyAudit(key: AuditKey, db: Kysely<Database>, noted?: string): Promise<Verdict> {
  // Before the entries: those that are written meanwhile only make it longer.
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
      const asNoted = row.n !== Number(notedAt) || row.hash.toString('hex') === notedHash
      if (!holds || !asNoted) return verdict(count + 1)
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
