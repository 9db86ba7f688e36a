import { sql } from 'kysely'
import type { SaidEvent, SayTrail, TrailDetail } from '#contract/trail.ts'
import type { Deps } from '../deps.ts'
import { arrivalTime, clockOf } from './device-clock.ts'
import { appendToTrail, joinHistoryTo, type NewEntry, openTrail } from './trail.ts'
import { type NamedDocument, namedDocuments } from './named-documents.ts'

/** Maximum entries that a customer's pages may add to one purchase; then the trail says it is full. */
const MAX_ENTRIES = 3_000
/** Maximum bytes of these entries; a long sale with many documents takes a tenth. */
const MAX_ENTRY_BYTES = 1_000_000

/**
 * Stores the events of a customer's page, each number of a page load once. Documents are named as the portal
 * has them, regardless of their names on the page. `agent` is browser and system in a few words. Returns the arrival,
 * ms, by which the page measures its clock.
 */
export async function receiveTrail(
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  { id, productCode }: { id: string; productCode: string },
  said: SayTrail,
  agent: string | null,
): Promise<number> {
  const arrived = await arrivalTime(db)
  const clock = clockOf(said, arrived)
  const documents = await documentsOf(db, productCode, said.events)
  await db.transaction().execute(async (transaction) => {
    const trail = await openTrail(vault, transaction, id)
    const known = await transaction
      .selectFrom('trail_entries')
      .select('seq')
      .where('trail_id', '=', id)
      .where('visit', '=', said.visit)
      .execute()
    const seen = new Set(known.map(({ seq }) => seq))
    const fresh = new Map(said.events.filter(({ seq }) => !seen.has(seq)).map((event) => [event.seq, event]))
    if (fresh.size === 0) return
    const { visit, build, language, view } = said
    const acts = [...fresh.values()].sort((a, b) => a.seq - b.seq)
    const first = clock && acts[0] ? new Date(acts[0].at) : null
    const entries: NewEntry[] = [
      ...(known.length === 0
        ? [
            {
              kind: 'visit' as const,
              detail: { build, agent, language, view, ...(clock && { clock }) },
              said: { visit, seq: null, at: first },
            },
          ]
        : []),
      ...acts.map((event) => ({
        kind: event.kind,
        detail: { ...detailOf(event, documents), ...(clock && { clock }) },
        said: { visit, seq: event.seq, at: new Date(event.at) },
      })),
    ]
    const kept = entries.slice(0, await roomFor(entries))
    await appendToTrail(vault, transaction, trail, kept)
    if (kept.length < entries.length) await sayFull()
    if (trail.order_id) await joinHistoryTo(vault, transaction, trail, trail.order_id)

    /** How many of them fit. */
    async function roomFor(coming: readonly NewEntry[]): Promise<number> {
      const { bytes } = await transaction
        .selectFrom('trail_entries')
        .select(sql<number>`coalesce(sum(octet_length(detail)), 0)::int`.as('bytes'))
        .where('trail_id', '=', id)
        .executeTakeFirstOrThrow()
      let left = MAX_ENTRY_BYTES - bytes
      const first = coming.findIndex(({ detail }) => (left -= Buffer.byteLength(JSON.stringify(detail))) < 0)
      return Math.max(0, Math.min(MAX_ENTRIES - trail.n, first < 0 ? coming.length : first))
    }

    async function sayFull(): Promise<void> {
      const isMarkedFull = await transaction
        .selectFrom('trail_entries')
        .select('n')
        .where('trail_id', '=', id)
        .where('kind', '=', 'full')
        .executeTakeFirst()
      if (!isMarkedFull) await appendToTrail(vault, transaction, trail, [{ kind: 'full', detail: {} }])
    }
  })
  return arrived
}

function detailOf(event: SaidEvent, known: ReadonlyMap<string, NamedDocument>): TrailDetail {
  const { seq: _seq, at: _at, kind: _kind, document, documents, ...rest } = event
  return {
    ...rest,
    ...(document !== undefined && { document: known.get(document) ?? { id: document } }),
    ...(documents && { documents: [...new Set(documents)].map((id) => known.get(id) ?? { id }) }),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function documentsOf(
  db: Deps['db'],
  productCode: string,
  events: readonly SaidEvent[],
): Promise<Map<string, NamedDocument>> {
  const ids = events.flatMap(({ document = '', documents = [] }) => [document, ...documents])
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id))
  return new Map((await namedDocuments(db, productCode, wanted)).map((one) => [one.id, one]))
}
