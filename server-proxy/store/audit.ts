import { createHash } from 'node:crypto'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { AuditAct, AuditSubject } from '../../src/contract/audit.ts'
import type { AuditLog, Database } from './schema.ts'

export type AuditEntry = {
  /** A username, or `system`, `payment-system`, `partner:<id>`, `nobody`. */
  actor: string
  act: AuditAct
  subject?: { kind: AuditSubject; id: string }
  /** What changed, in codes and numbers. Never a name, mobile, document, secret or anything somebody typed freely. */
  detail?: Record<string, string | number | boolean | null | string[]>
}

export type AuditRow = Selectable<AuditLog>

const LOCK = 0x6175_6469
const BEGINNING = Buffer.alloc(32)
const BATCH = 2_000

/**
 * Appends to the audit log in the transaction of the act itself, so that neither exists without the other. Entries are
 * chained: writers wait for one another from here to their commit, so call it last in the transaction and never before
 * a call to the platform. With a plain connection it opens a transaction of its own.
 */
export async function audit(
  db: Kysely<Database> | Transaction<Database>,
  { actor, act, subject, detail = {} }: AuditEntry,
): Promise<void> {
  if (!db.isTransaction)
    return db.transaction().execute((own) => audit(own, { actor, act, ...(subject && { subject }), detail }))
  await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(db)
  // A statement of its own: it sees what the last holder of the lock committed.
  const { rows } = await sql<{ at: Date; n: number | null; hash: Buffer | null }>`
    select date_trunc('milliseconds', clock_timestamp()) as at, last.n, last.hash
    from (values (1)) one left join (select n, hash from audit_log order by n desc limit 1) last on true`.execute(
    db,
  )
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
  await db
    .insertInto('audit_log')
    .values({ ...row, detail: JSON.stringify(detail), hash: hashOf(row) })
    .execute()
}

/** SHA-256 over the previous hash and everything that the row says. */
function hashOf(row: Omit<AuditRow, 'hash'>): Buffer {
  const said = [row.n, row.at.toISOString(), row.actor, row.act, row.subject_kind, row.subject_id, row.detail]
  return createHash('sha256').update(row.previous).update(JSON.stringify(said)).digest()
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
 * Reads the whole chain. With `noted`, an earlier head, the entry of that number must still have that hash: a chain
 * that was cut off at its end, or written anew from some point on, is whole in itself and found only so.
 */
export async function verifyAudit(db: Kysely<Database>, noted?: string): Promise<Verdict> {
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
      const holds = row.n === count + 1 && row.previous.equals(previous) && row.hash.equals(hashOf(row))
      const asNoted = row.n !== Number(notedAt) || row.hash.toString('hex') === notedHash
      if (!holds || !asNoted) return verdict(count + 1)
      count = row.n
      previous = row.hash
    }
    if (rows.length < BATCH) return verdict(Number(notedAt) > count ? count + 1 : null)
  }
}
