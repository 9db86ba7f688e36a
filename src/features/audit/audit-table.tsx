import { Link } from 'react-router'
import type { AuditEntry } from '../../contract/audit.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DataTable } from '../../ui/table.tsx'
import { ACT_WORDS, messages, SUBJECT_WORDS } from './messages.ts'

const PAGES: Partial<Record<string, (id: string) => string>> = {
  order: (id) => paths.to(paths.order, { id }),
  product: (productCode) => paths.to(paths.product, { productCode }),
  partner: (id) => paths.to(paths.partner, { id }),
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const actors: Record<string, string> = {
    system: t.system,
    nobody: t.nobody,
    'payment-system': t.paymentSystem,
    customer: t.customer,
  }
  return (
    <DataTable
      label={t.list}
      rows={[...entries]}
      rowKey={({ n }) => String(n)}
      columns={[
        { name: t.number, wide: true, cell: ({ n }) => <span className="tabular text-muted">{n}</span> },
        { name: t.at, cell: ({ at }) => <span className="tabular">{shanghaiTime(at)}</span> },
        { name: t.actor, cell: ({ actor }) => (Object.hasOwn(actors, actor) ? actors[actor] : actor) },
        { name: t.act, cell: ({ act }) => ACT_WORDS[act][language] },
        { name: t.object, cell: ({ subject }) => subject && <Subject {...subject} /> },
        {
          name: t.detail,
          wide: true,
          cell: ({ detail }) => <span className="break-all text-muted">{detailWords(detail, t.listed)}</span>,
        },
      ]}
    />
  )
}

function Subject({ kind, id }: NonNullable<AuditEntry['subject']>) {
  const { language } = useLanguage()
  const page = PAGES[kind]
  const short = id.length > 12 ? `…${id.slice(-8)}` : id
  return (
    <span className="whitespace-nowrap" title={id}>
      {SUBJECT_WORDS[kind][language]}{' '}
      {page ? (
        <Link className="tabular text-accent hover:underline" to={page(id)}>
          {short}
        </Link>
      ) : (
        <span className="tabular text-muted">{short}</span>
      )}
    </span>
  )
}

/** `role: clerk, from: …`: codes, unchanged. */
function detailWords(detail: AuditEntry['detail'], comma: string): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(comma) : String(value)}`)
    .join(' · ')
}
