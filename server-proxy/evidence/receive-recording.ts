import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { inertRecording } from '#contract/inert-recording.ts'
import { MOST_RECORDED, type SayRecording } from '#contract/trail.ts'
import type { Deps } from '../deps.ts'
import { keepPiece } from './recording.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)
/** A full snapshot of a page is a few hundred kB; replaying it needs as much. */
const MAX_UNPACKED_BYTES = 2_000_000

/**
 * Stores a piece of recording, made inert. Returns false when the recording is full or the piece is invalid.
 */
export async function receiveRecording(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  trailId: string,
  { visit, piece, packed, content }: SayRecording,
): Promise<boolean> {
  const bytes = Buffer.from(content, 'base64')
  const text = packed ? await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }).catch(() => null) : bytes
  const events = text && inertEvents(text)
  if (!events) return false
  const kept = { visit, piece, content: await pack(events) }
  return db
    .transaction()
    .execute((transaction) => keepPiece(vault, transaction, trailId, kept, MOST_RECORDED))
}

/** Null when it is not a list of events. */
function inertEvents(text: Buffer): string | null {
  try {
    const events: unknown = JSON.parse(text.toString('utf8'))
    return Array.isArray(events) ? JSON.stringify(inertRecording(events)) : null
  } catch {
    return null
  }
}
