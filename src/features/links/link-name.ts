import type { Link } from '../../contract/links.ts'

type Named = Pick<Link, 'holder' | 'title' | 'kind' | 'note' | 'groupNo'>

/** What tells a link from others of its product: the customer, else what staff wrote on it. Null: nothing. */
export const linkName = ({ holder, title, kind, note, groupNo }: Named): string | null =>
  holder ?? title ?? (kind === 'public' ? null : (note ?? groupNo))

/** Group number, note and title, except what its name says already. */
export const linkNotes = (link: Named): string =>
  [link.groupNo, link.note, link.holder && link.title]
    .filter((one) => one && one !== linkName(link))
    .join(' · ') || '—'
