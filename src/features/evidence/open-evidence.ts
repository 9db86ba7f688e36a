import * as z from 'zod/mini'
import { type EvidenceHead, readEvidenceHead, RecordedPiece, splitEvidence } from '../../contract/evidence.ts'
import { TrailEntry } from '../../contract/trail.ts'
import { type Part, unpackRecording } from './recording.ts'

/** What a signed file shows. */
export type OpenedEvidence = {
  head: EvidenceHead
  entries: TrailEntry[]
  parts: Part[]
  /** There was a recording, and it was sealed or erased before the export. */
  isGone: boolean
}

const Line = z.object({ entry: z.optional(TrailEntry), recording: z.optional(RecordedPiece) })

/** Opens a signed file. Null if it cannot be read. Its signature is not checked. */
export async function openEvidence(file: Uint8Array): Promise<OpenedEvidence | null> {
  const parts = splitEvidence(file)
  const head = parts && readEvidenceHead(parts.content)
  if (!head) return null
  try {
    const text = new TextDecoder().decode(parts.content).trimEnd()
    const lines = text.split('\n').map((line) => z.parse(Line, JSON.parse(line)))
    const pieces = lines.flatMap(({ recording }) => recording ?? [])
    return {
      head,
      entries: lines.flatMap(({ entry }) => entry ?? []),
      parts: await unpackRecording({ pieces }),
      isGone: pieces.length > 0 && pieces.every(({ content }) => content === null),
    }
  } catch {
    return null
  }
}
