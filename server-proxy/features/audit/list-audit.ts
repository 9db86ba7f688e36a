import type { AuditEntry, ListAudit } from '#contract/audit.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'

/** One page of the audit log, newest first, by key. */
export async function listAudit(
  deps: Deps,
  { actor, act, subject, from, to, limit = '50', cursor }: ListAudit,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const most = Number(limit)
  let select = deps.db.selectFrom('audit_log').selectAll()
  if (actor) select = select.where('actor', '=', actor)
  if (act) select = select.where('act', '=', act)
  if (subject) select = select.where('subject_id', '=', subject)
  if (from) select = select.where('at', '>=', new Date(`${from}T00:00:00+08:00`))
  if (to) select = select.where('at', '<', new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000))
  if (cursor !== undefined) select = select.where('n', '<', Number(openCursor(deps, 'audit', cursor)))
  const rows = await select
    .orderBy('n', 'desc')
    .limit(most + 1)
    .execute()
  return {
    items: rows.slice(0, most).map((row) => ({
      n: row.n,
      at: row.at.toISOString(),
      actor: row.actor,
      act: row.act,
      subject:
        row.subject_kind && row.subject_id !== null ? { kind: row.subject_kind, id: row.subject_id } : null,
      detail: row.detail,
    })),
    nextCursor: rows.length > most ? signCursor(deps, 'audit', String(rows[most - 1]?.n)) : null,
  }
}
