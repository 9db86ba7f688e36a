import * as z from 'zod/mini'
import { isDay } from './days.ts'

/** Audited actions: permission changes, money, and access to or removal of personal data. */
export const AUDIT_ACTS = [
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'sessions-ended',
  'password-changed',
  'password-reset',
  'factor-added',
  'factor-removed',
  'factors-reset',
  'factor-rules-changed',
  'recovery-codes-made',
  'recovery-code-used',
  'identity-proven',
  'identity-not-proven',
  'staff-added',
  'staff-role-changed',
  'staff-renamed',
  'staff-sells-as',
  'staff-disabled',
  'staff-enabled',
  'product-added',
  'product-changed',
  'document-changed',
  'disclosure-changed',
  'partner-added',
  'partner-changed',
  'partner-key-added',
  'partner-key-removed',
  'webhook-resent',
  'webhook-settled',
  'webhook-tested',
  'robot-added',
  'robot-changed',
  'robot-removed',
  'payment-key-added',
  'payment-key-removed',
  'link-made',
  'link-revoked',
  'link-renewed',
  'link-declined',
  'own-link-renewed',
  'proofs-closed',
  'proofs-reopened',
  'access-refused',
  'throttle-closed',
  'notification-contradicted',
  'member-registered',
  'member-noted',
  'order-placed',
  'invoice-asked',
  'surrender-asked',
  'surrender-withdrawn',
  'order-closed',
  'change-given-up',
  'order-reopened',
  'payer-named',
  'payment-confirmed',
  'attention-settled',
  'orders-exported',
  'platform-orders-opened',
  'person-shown',
  'evidence-exported',
  'evidence-replayed',
  'annex-shown',
  'trail-anchored',
  'evidence-key-added',
  'order-erased',
  'order-sealed',
  'opening-asked',
  'opening-approved',
  'opening-ended',
  'sealed-shown',
  'order-copied',
  'retention-erased',
  'reconciliation-started',
  'settings-changed',
  'keys-rotated',
] as const
export type AuditAct = (typeof AUDIT_ACTS)[number]

export const AUDIT_SUBJECTS = ['user', 'order', 'member', 'product', 'partner', 'key', 'link'] as const
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number]

export const AuditEntry = z.object({
  n: z.number(),
  at: z.string(),
  /** A username, or `system`, `payment-system`, `partner:<id>`, `nobody`. */
  actor: z.string(),
  act: z.enum(AUDIT_ACTS),
  subject: z.nullable(z.object({ kind: z.enum(AUDIT_SUBJECTS), id: z.string() })),
  /** The change, in codes and numbers. */
  detail: z.looseObject({}),
})
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditList = z.object({ items: z.array(AuditEntry), nextCursor: z.nullable(z.string()) })

/** Result of verifying the hash chain. */
export const AuditVerdict = z.object({
  /** Number of valid entries from the start. */
  count: z.number(),
  /** Number and hash of the last valid entry, to be saved elsewhere. */
  head: z.string(),
  /** The first invalid entry; null if the chain is intact. */
  broken: z.nullable(z.number()),
})
export type AuditVerdict = z.infer<typeof AuditVerdict>

const Day = z.string().check(z.refine(isDay, 'day'))

/** Audit log query. Days are inclusive, Asia/Shanghai. `subject` is the object's id. */
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
