import * as z from 'zod/mini'
import { AUDIT_ACTS, type AuditEntry } from '../../../src/contract/audit.ts'
import { isDay } from '../../../src/contract/days.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'

const Day = z.string().check(z.refine(isDay, 'day'))

/** Query of the audit log: days are of Asia/Shanghai and inclusive, `subject` is the id of what it was about. */
export const ListAudit = z.object({
  actor: z.optional(z.string().check(z.trim(), z.maxLength(64, 'too-long-64'))),
  act: z.optional(z.enum(AUDIT_ACTS)),
  subject: z.optional(z.string().check(z.trim(), z.maxLength(64, 'too-long-64'))),
  from: z.optional(Day),
  to: z.optional(Day),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/, 'invalid'))),
  cursor: z.optional(z.string()),
})
export type ListAudit = z.infer<typeof ListAudit>

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
