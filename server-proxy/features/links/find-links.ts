import type { Link, ListLinks } from '#contract/links.ts'
import { cleanName } from '#contract/people-clean.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { openDraft, prefillPlace } from '../../purchases/drafts.ts'
import { openNote } from '../../purchases/sale-note.ts'
import { readable } from '../../store/readable.ts'
import { linksOf, shown, viewLink } from './view-link.ts'

const PAGE = 50
/** Links opened per query, and at most per request. The next page continues. */
const BATCH = 200
const MOST_OPENED = 2_000

type Found = { links: Link[]; next: string | null }

/** One page of links after the link `after`, by key instead of offset. `next`: the ID it continues after. */
export async function listLinks(
  deps: Deps,
  user: User,
  query: ListLinks,
  after: string | undefined,
): Promise<Found> {
  const { ids, next } = query.q
    ? await findLinks(deps, user, query, after)
    : await newestLinks(deps, user, query, after)
  if (ids.length === 0) return { links: [], next }
  const rows = await shown(linksOf(deps, user)).where('links.id', 'in', ids).execute()
  return { links: rows.map((row) => viewLink(deps, row)), next }
}

function pageOf(deps: Deps, user: User, query: ListLinks, after: string | undefined) {
  const page = linksOf(deps, user, query)
  return after === undefined ? page : page.where('links.id', '<', after)
}

async function newestLinks(deps: Deps, user: User, query: ListLinks, after: string | undefined) {
  const rows = await pageOf(deps, user, query, after)
    .select('links.id')
    .limit(PAGE + 1)
    .execute()
  const ids = rows.slice(0, PAGE).map(({ id }) => id)
  return { ids, next: rows.length > PAGE ? (ids.at(-1) ?? null) : null }
}

/**
 * The newest links that match `q`. Customers and notes are sealed, so links are opened one after the other until the
 * page is full.
 */
async function findLinks(deps: Deps, user: User, query: ListLinks, after: string | undefined) {
  const ids: string[] = []
  let last = after
  for (let opened = 0; opened < MOST_OPENED; opened += BATCH) {
    const rows = await pageOf(deps, user, query, last)
      .select(['links.id', 'title', 'group_no', 'product_name', 'prefill_sealed', 'links.note_sealed'])
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      last = row.id
      if (matches(deps, row, query.q ?? '')) ids.push(row.id)
      if (ids.length === PAGE) return { ids, next: last }
    }
    if (rows.length < BATCH) return { ids, next: null }
  }
  return { ids, next: last ?? null }
}

type Named = {
  id: string
  title: string | null
  group_no: string | null
  product_name: string
  prefill_sealed: Buffer | null
  note_sealed: Buffer | null
}

function matches({ vault, log }: Deps, row: Named, q: string): boolean {
  const has = (text: string | null | undefined) =>
    Boolean(text && cleanName(text).toLowerCase().includes(cleanName(q).toLowerCase()))
  if (has(row.title) || has(row.group_no) || has(row.product_name)) return true
  const opened = readable(log, { table: 'links', row: row.id }, () => ({
    holder: row.prefill_sealed && openDraft(vault, prefillPlace(row), row.prefill_sealed).holder.name,
    note: openNote(vault, 'links', row),
  }))
  return has(opened?.holder) || has(opened?.note)
}
