import type { AuditAct, AuditSubject } from '#contract/audit.ts'
import type { Json } from './columns.ts'

/** The append-only audit log, chained by hashes. No personal data. */
export type AuditLog = {
  /** 1, 2, 3 … without a gap. */
  n: number
  at: Date
  actor: string
  act: AuditAct
  subject_kind: AuditSubject | null
  subject_id: string | null
  detail: Json<Record<string, unknown>>
  /** Hash of the previous entry; zeros for the first. */
  previous: Buffer
  hash: Buffer
}

/** One row: the number of audit entries, and a keyed hash over it and the last entry. */
export type AuditHead = { one: boolean; n: number; mac: Buffer }

export type SettingsSeen = { name: string; fingerprint: Buffer }
