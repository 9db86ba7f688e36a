import * as z from 'zod/mini'
import { Stamped } from './evidence-timestamp.ts'
import { MONEY } from './money.ts'
import { PLAN_FITS } from './orders.ts'
import { DOCUMENT_KINDS } from './products.ts'
import { TrailEntry } from './trail.ts'

/** A stored document that the trail refers to. */
const EvidenceDocument = z.object({
  id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  title: z.string(),
  version: z.string(),
  url: z.nullable(z.string()),
  /** SHA-256 of its text, or its address, hex. */
  sha256: z.string(),
})

/** 可回溯: the evidence of a sale for staff. */
export const Evidence = z.object({
  order: z.object({
    productName: z.string(),
    outSerialNo: z.string(),
    /** Only the policy shows the insured plan. */
    chosenPlan: z.nullable(z.string()),
  }),
  /** Null for orders from before their trails existed. */
  trail: z.nullable(
    z.object({
      startedAt: z.string(),
      /** When personal data was erased. The chain stays valid. */
      erasedAt: z.nullable(z.string()),
      /** Until when the recording is sealed. Null: it is open, or deleted. */
      sealedUntil: z.nullable(z.string()),
      entries: z.array(TrailEntry),
      /** Hash of the last entry. */
      head: z.string(),
      /** The first invalid entry; null if the chain is intact. */
      broken: z.nullable(z.number()),
      documents: z.array(EvidenceDocument),
    }),
  ),
  /**
   * Whether the trail still has every entry that the audit log names for this order; null when it names none. Not from
   * portals before 2026-12.
   */
  anchored: z.optional(z.nullable(z.boolean())),
  /** The Ed25519 public key that exported files are signed under, hex. */
  publicKey: z.string(),
})
export type Evidence = z.infer<typeof Evidence>

/** `content` is base64 of packed events; null if sealed, erased or if the hash does not match. */
export const RecordedPiece = z.object({
  visit: z.string(),
  piece: z.number(),
  at: z.string(),
  content: z.nullable(z.string()),
})

/** A recording for replay. */
export const Recording = z.object({ pieces: z.array(RecordedPiece) })
export type Recording = z.infer<typeof Recording>

/** The annex of a sale, byte for byte as its SHA-256 in the trail was computed. */
export const SaleAnnex = z.object({ name: z.string(), content: z.string() })

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), 'invalid'))

/**
 * Verification request for an exported file: the SHA-256 of the content before the seal, the seal, and the file's
 * timestamp with the SHA-256 of the bytes before its line. The file is not uploaded.
 */
export const CheckEvidence = z.object({ digest: hex(32), seal: hex(64), timestamp: z.optional(Stamped) })
export type CheckEvidence = z.infer<typeof CheckEvidence>
/**
 * `keyUntil`: when the signing key was replaced; null if it still signs, or none signed. `stampHolds`: the timestamp is for
 * these bytes and states that time and authority; null without one. Neither comes from portals before 2026-12.
 */
export const EvidenceVerdict = z.object({
  genuine: z.boolean(),
  keyUntil: z.optional(z.nullable(z.string())),
  stampHolds: z.optional(z.nullable(z.boolean())),
})

/** The public keys for verifying exported files, newest first. An id is the start of the key's SHA-256. */
export const EvidenceKeys = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      algorithm: z.literal('Ed25519'),
      publicKey: hex(32),
      from: z.string(),
      /** When a newer key took over signing; null: this one signs. */
      until: z.nullable(z.string()),
    }),
  ),
})

/** The first line starts with this. */
export const EVIDENCE_FORMAT = 'aigobo-evidence 1'

/** The last line of an exported file. */
export const sealLine = (seal: string): string => `{"seal":"${seal}"}\n`
const SEAL_BYTES = sealLine('0'.repeat(128)).length

/**
 * The signed text: a domain name, so that the signature is valid for nothing else, and the digest of everything
 * before the last line.
 */
export const signedWords = (digest: string): string => `${EVIDENCE_FORMAT} ${digest}`

/** Splits a file into the bytes before its last line and the seal; null if it does not end with a seal. */
export function splitEvidence(file: Uint8Array): { content: Uint8Array; seal: string } | null {
  const content = file.subarray(0, Math.max(0, file.length - SEAL_BYTES))
  const last = new TextDecoder().decode(file.subarray(content.length))
  const [, seal = ''] = /^\{"seal":"([0-9a-f]{128})"\}\n$/.exec(last) ?? []
  return seal && content.length > 0 ? { content, seal } : null
}

/** The first line of an exported file. */
export const EvidenceHead = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  portal: z.string(),
  exportedAt: z.string(),
  exportedBy: z.string(),
  /** Not in files from before 2026-12. */
  keyId: z.optional(z.string()),
  publicKey: z.string(),
  order: z.object({
    id: z.string(),
    outSerialNo: z.string(),
    orderCode: z.nullable(z.string()),
    productCode: z.string(),
    productName: z.string(),
    /** The plan that was chosen on our pages. Only the policy shows the insured plan. */
    chosenPlan: z.optional(z.nullable(z.string())),
    /** The same in files from before 2026-12. */
    planName: z.optional(z.nullable(z.string())),
    planFit: z.optional(z.nullable(z.enum(PLAN_FITS))),
    insurerName: z.nullable(z.string()),
    startDate: z.nullable(z.string()),
    endDate: z.nullable(z.string()),
    /** Fen. Files from before 2026-12 contain only the amount. */
    amount: MONEY.amount,
    total: z.optional(MONEY.total),
    reduction: z.optional(MONEY.reduction),
    payable: z.optional(MONEY.payable),
    status: z.string(),
    channel: z.string(),
    /** Who pays, as staff said; not in files from before 2026-12. */
    payer: z.optional(z.nullable(z.string())),
    createdAt: z.string(),
  }),
  /** Number of entries, hash of the last, and the first invalid one. */
  chain: z.object({ entries: z.number(), head: z.string(), broken: z.nullable(z.number()) }),
})
export type EvidenceHead = z.infer<typeof EvidenceHead>

/** The head of a file whose seal was verified; null if it is of another format. */
export function readEvidenceHead(content: Uint8Array): EvidenceHead | null {
  const [line = ''] = new TextDecoder().decode(content).split('\n', 1)
  try {
    return z.parse(EvidenceHead, JSON.parse(line))
  } catch {
    return null
  }
}

const PlacedLine = z.object({
  entry: z.object({ kind: z.literal('placed'), detail: z.object({ annex: z.string() }) }),
})

/** SHA-256 of the annex that the order of a file names; null for orders from before annexes. */
export function readAnnexHash(content: Uint8Array): string | null {
  const lines = new TextDecoder().decode(content).split('\n')
  const named = lines.flatMap((line) => {
    if (!line.includes('"placed"')) return []
    const placed = z.safeParse(PlacedLine, JSON.parse(line))
    return placed.success ? [placed.data.entry.detail.annex] : []
  })
  return named.at(-1) ?? null
}

/** Clocks of several processes differ, and an export lasts a while after its key was chosen. */
const KEY_GRACE_MS = 60_000

/** Whether a file was signed after its key was replaced, by the date that it states or by its timestamp. */
export const isSignedLate = (keyUntil: string | null, ...dates: (string | undefined)[]): boolean =>
  keyUntil !== null &&
  dates.some((date) => date !== undefined && Date.parse(date) > Date.parse(keyUntil) + KEY_GRACE_MS)
