import type { AuditAct, AuditSubject } from '#contract/audit.ts'
import type { Json } from './columns.ts'

/** Who did what, chained by hashes; it only grows. No personal data. */
export type AuditLog = {
  /** 1, 2, 3 … without a gap. */
  n: number
  at: Date
  actor: string
  act: AuditAct
  subject_kind: AuditSubject | null
  subject_id: string | null
  detail: Json<Record<string, unknown>>
  /** Hash of the entry before; zeros at the first. */
  previous: Buffer
  hash: Buffer
}

/** One row: how many entries the audit log has, and a keyed hash over that and the last one's. */
export type AuditHead = { one: boolean; n: number; mac: Buffer }

export type SettingsSeen = { name: string; fingerprint: Buffer }
