import { Link } from 'react-router'
import { useUserName } from '../../api/user-names.tsx'
import { ACT_WORDS, SUBJECT_WORDS } from '../../contract/audit-words.ts'
import type { AuditEntry } from '../../contract/audit.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DataTable } from '../../ui/table.tsx'
import { detailWords } from './detail-words.ts'
import { messages } from './messages.ts'

const PAGES: Partial<Record<string, (id: string) => string>> = {
  order: (id) => paths.to(paths.order, { id }),
  member: (memberId) => paths.to(paths.member, { memberId }),
  link: (id) => paths.to(paths.link, { id }),
  product: (productCode) => paths.to(paths.product, { productCode }),
  partner: (id) => paths.to(paths.partner, { id }),
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const nameOf = useUserName()
  const actors: Record<string, string> = {
    system: t.system,
    nobody: t.nobody,
    'payment-system': t.paymentSystem,
    customer: t.customer,
  }
  const partner = 'partner:'
  function actorWords(actor: string): string {
    if (actor.startsWith(partner)) return t.partner(actor.slice(partner.length))
    return actors[actor] ?? nameOf(actor)
  }
  return (
    <DataTable
      label={t.list}
      rows={[...entries]}
      rowKey={({ n }) => String(n)}
      columns={[
        { name: t.at, cell: ({ at }) => <span className="tabular">{shanghaiTime(at)}</span> },
        { name: t.actor, cell: ({ actor }) => actorWords(actor) },
        { name: t.act, cell: ({ act }) => ACT_WORDS[act][language] },
        { name: t.object, cell: ({ subject }) => subject && <Subject {...subject} /> },
        {
          name: t.detail,
          wide: true,
          cell: ({ detail }) => <span className="break-all text-muted">{detailWords(detail, language)}</span>,
        },
        {
          name: t.number,
          align: 'right',
          wide: true,
          cell: ({ n }) => <span className="tabular text-muted">{n}</span>,
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
