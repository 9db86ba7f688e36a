import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { MOST_RECORDED, type SayRecording } from '../../src/contract/trail.ts'
import type { Deps } from '../deps.ts'
import { keepPiece } from '../store/recording.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)
/** A full picture of a page is a few hundred kB; whoever replays it unpacks as much. */
const MOST_UNPACKED = 4_000_000

/** Keeps a piece of recording; false where no more is taken: it is full, or is no recording. */
export async function receiveRecording(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  trailId: string,
  { visit, piece, packed, content }: SayRecording,
): Promise<boolean> {
  const bytes = Buffer.from(content, 'base64')
  const events = packed ? await unpack(bytes, { maxOutputLength: MOST_UNPACKED }).catch(() => null) : bytes
  if (!events || !isList(events)) return false
  const kept = { visit, piece, content: packed ? bytes : await pack(bytes) }
  return db
    .transaction()
    .execute((transaction) => keepPiece(vault, transaction, trailId, kept, MOST_RECORDED))
}

/** At a glance: to read megabytes here would keep everybody waiting, and whoever replays it reads it anyway. */
const isList = (events: Buffer) => events.length > 1 && events[0] === 0x5b && events.at(-1) === 0x5d
