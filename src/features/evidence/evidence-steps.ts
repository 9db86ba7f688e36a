import type { Evidence } from '../../contract/evidence.ts'
import type { TrailEntry } from '../../contract/trail.ts'

type Trail = NonNullable<Evidence['trail']>

/** A timeline row: an entry, or a gap of missing numbers in one page load. */
export type Step =
  | {
      kind: 'entry'
      entry: TrailEntry /** How long the page was visible, ms; null: unknown. */
      stay: number | null
    }
  | { kind: 'gap'; visit: string; from: number; to: number }

/** When it happened: by the customer's corrected clock or the order's timeline, else when it arrived. */
export const timeOf = ({ kind, actedAt, at, detail }: TrailEntry): string =>
  actedAt ?? (kind === 'order' && detail.at ? detail.at : at)

/** Above this, the page shows the arrival beside the act. */
const LATE_TO_ARRIVE_MS = 5_000

/** When an act of the customer arrived, if clearly later than it happened. */
export const lateArrival = (entry: TrailEntry): string | null =>
  entry.kind !== 'order' && Date.parse(entry.at) - Date.parse(timeOf(entry)) > LATE_TO_ARRIVE_MS
    ? entry.at
    : null

const ms = ({ saidAt, at }: TrailEntry) => Date.parse(saidAt ?? at)

/** Timeline rows by the time that they show, with durations and gaps. */
export function stepsOf(entries: readonly TrailEntry[]): Step[] {
  const missing = gapsOf(entries)
  const isPlaced = entries.some(({ kind }) => kind === 'placed')
  const isRow = ({ kind, detail }: TrailEntry) =>
    // Leaving is part of the enter row; recordings are replayed elsewhere.
    kind !== 'leave' &&
    kind !== 'recording' &&
    // The trail tells itself that the order was placed.
    !(isPlaced && kind === 'order' && detail.fact === 'placed')
  return entries
    .toSorted((one, other) => Date.parse(timeOf(one)) - Date.parse(timeOf(other)))
    .flatMap((entry): Step[] => {
      const before = missing.filter(({ visit, to }) => visit === entry.visit && to + 1 === entry.seq)
      if (!isRow(entry)) return before
      const stay = entry.kind === 'enter' ? stayOf(entry, entries) : null
      return [...before, { kind: 'entry', entry, stay }]
    })
}

/**
 * How long the page was visible by the browser's clock: until it was left or, if unknown, until the last event before
 * the next page; null if there is none. Background time is excluded.
 */
function stayOf(entry: TrailEntry, entries: readonly TrailEntry[]): number | null {
  const { page, document } = entry.detail
  const isSame = ({ detail }: TrailEntry) => detail.page === page && detail.document?.id === document?.id
  const later = entries
    .filter(({ visit, seq }) => visit === entry.visit && (seq ?? 0) > (entry.seq ?? 0))
    .toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0))
  const once = before(later, (one) => one.kind === 'enter' && isSame(one))
  const left = once.findIndex((one) => one.kind === 'leave' && isSame(one))
  const measured = left < 0 ? before(once, ({ kind }) => kind === 'enter') : once.slice(0, left + 1)
  const last = measured.at(-1)
  if (!last) return null
  let total = 0
  let since: number | null = ms(entry)
  for (const one of measured)
    if (one.kind === 'hidden' || one === last) {
      if (since !== null) total += Math.max(0, ms(one) - since)
      since = null
    } else if (one.kind === 'visible') since = ms(one)
  return total
}

function before<One>(list: readonly One[], ends: (one: One) => boolean): readonly One[] {
  const end = list.findIndex(ends)
  return end < 0 ? list : list.slice(0, end)
}

/** Who placed the order: a customer on a page, staff, or a partner's server. The last two leave no recording. */
export function placedBy(entries: readonly TrailEntry[]): 'customer' | 'staff' | 'partner' {
  const begun = entries.find(({ kind }) => kind === 'begun')?.detail
  if (!begun?.actor) return 'customer'
  return begun.channel === 'staff' ? 'staff' : 'partner'
}

type Gap = Extract<Step, { kind: 'gap' }>

export function gapsOf(entries: readonly TrailEntry[]): Gap[] {
  const visits = new Map<string, number[]>()
  for (const { visit, seq } of entries)
    if (visit !== null && seq !== null) visits.set(visit, [...(visits.get(visit) ?? []), seq])
  return [...visits].flatMap(([visit, said]) => {
    const numbers = said.sort((a, b) => a - b)
    return numbers.flatMap((seq, place): Gap[] => {
      const last = numbers[place - 1] ?? 0
      return seq > last + 1 ? [{ kind: 'gap', visit, from: last + 1, to: seq - 1 }] : []
    })
  })
}

/** Grace period for events sent when the page left for payment, by the database's clock. */
const LATE_MS = 120_000

/**
 * Entries that count for the sale. Events of pages opened after the order are shown but prove nothing about the time
 * before.
 */
function saleOf(entries: readonly TrailEntry[]): readonly TrailEntry[] {
  const placed = entries.findLast(({ kind }) => kind === 'placed')
  if (!placed) return entries
  const until = Date.parse(placed.at) + LATE_MS
  const begun = new Set(entries.filter(({ at }) => Date.parse(at) <= until).map(({ visit }) => visit))
  return entries.filter(({ visit }) => begun.has(visit))
}

export type ReadDocument = Trail['documents'][number] & {
  opened: boolean
  /** ms; null for external or unopened documents. */
  read: number | null
}

/** Each document shown and its reading time. */
export function readDocuments({ documents, entries }: Pick<Trail, 'documents' | 'entries'>): ReadDocument[] {
  const sale = saleOf(entries)
  return documents.map((document) => {
    const opened = sale.filter(
      ({ kind, detail }) => kind !== 'leave' && kind !== 'consent' && detail.document?.id === document.id,
    )
    const stays = opened.flatMap((entry) => (entry.kind === 'enter' ? (stayOf(entry, sale) ?? []) : []))
    return {
      ...document,
      opened: opened.length > 0,
      read: stays.length > 0 ? stays.reduce((sum, one) => sum + one, 0) : null,
    }
  })
}

export type GivenConsent = {
  id: string
  /** The sentence that was ticked, and the paragraphs that its screen showed above it. */
  words: string
  shown: readonly string[]
  at: string
  /** By the device's own clock; null: the portal noted it. */
  saidAt: string | null
  /** When it arrived, if clearly later. */
  arrived: string | null
  given: boolean
}

/** The ticked sentence is the last line of a consent's text. */
export function linesOf(text: string): Pick<GivenConsent, 'words' | 'shown'> {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return { words: lines.at(-1) ?? text, shown: lines.slice(0, -1) }
}

/**
 * The final state of each consent with its last wording. Includes consents recorded with the order although the
 * page's report never arrived.
 */
export function consentsOf(entries: readonly TrailEntry[]): GivenConsent[] {
  const last = new Map<string, GivenConsent>()
  for (const entry of saleOf(entries)) {
    const { kind, detail } = entry
    const when = { at: timeOf(entry), saidAt: entry.saidAt, arrived: lateArrival(entry) }
    const { consent, words, given = false, consents = [] } = detail
    if (kind === 'consent' && consent)
      last.set(consent, { id: consent, ...linesOf(words ?? consent), ...when, given })
    if (kind === 'placed')
      for (const { id, title } of consents)
        if (!last.get(id)?.given) last.set(id, { id, ...linesOf(title ?? id), ...when, given: true })
  }
  return [...last.values()]
}
