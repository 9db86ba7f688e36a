import * as z from 'zod/mini'
import type { Recording } from '../../contract/evidence.ts'
import { inertRecording } from '../../contract/inert-recording.ts'

/** An rrweb event. Other fields are for the player. */
const RecordedEvent = z.looseObject({
  type: z.number(),
  timestamp: z.number().check(z.gte(0), z.lte(4_102_444_800_000)),
  data: z.looseObject({}),
})
export type RecordedEvent = z.infer<typeof RecordedEvent>

/** The recording of one page load. */
export type Part = {
  visit: string
  at: string
  events: RecordedEvent[]
  /** A piece is missing. */
  isBroken: boolean
}

const FULL_SNAPSHOT = 2
const MOST_UNPACKED = 32_000_000

/** Unpacks a recording per page load. Unreadable pieces count as missing. */
export async function unpackRecording({ pieces }: Recording): Promise<Part[]> {
  const parts = new Map<string, Part & { last: number }>()
  for (const { visit, piece, at, content } of [...pieces].sort((a, b) => a.piece - b.piece)) {
    const part = parts.get(visit) ?? { visit, at, events: [], isBroken: false, last: 0 }
    parts.set(visit, part)
    const events = content === null ? null : await unpack(content).catch(() => null)
    if (!events || piece !== part.last + 1) part.isBroken = true
    part.last = piece
    part.events.push(...(events ?? []))
  }
  return [...parts.values()]
    .map(({ last: _last, ...part }) => ({
      ...part,
      events: part.events.sort((a, b) => a.timestamp - b.timestamp),
    }))
    .filter(({ events }) => events.length > 1 && events.some(({ type }) => type === FULL_SNAPSHOT))
    .sort((a, b) => a.at.localeCompare(b.at))
}

async function unpack(content: string): Promise<RecordedEvent[]> {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  const whole = await new Response(text).text()
  if (whole.length > MOST_UNPACKED) throw new Error('the piece is too large')
  const events: unknown = JSON.parse(whole)
  // Also covers recordings stored before sanitising on arrival.
  return z.parse(z.array(RecordedEvent), Array.isArray(events) ? inertRecording(events) : events)
}
