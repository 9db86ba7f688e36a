import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { memberLinksQuery, memberOrdersQuery, SHOWN } from './queries.ts'

const LINK_TONES = { open: 'good', expired: 'neutral', revoked: 'bad', 'used-up': 'info' } as const

/** The member's newest orders; the list has all of them. */
export function MemberOrders({ memberId }: { memberId: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const orders = useQuery(memberOrdersQuery(memberId))
  const items = orders.data?.items ?? []
  return (
    <Shown
      title={t.orders}
      query={orders}
      none={items.length === 0 ? t.noOrders : null}
      all={items.length > 0 && <All to={paths.to(paths.orders, {}, { memberId })}>{t.allOrders}</All>}
    >
      <DataTable
        label={t.orders}
        rows={items}
        rowKey={({ id }) => id}
        to={({ id }) => paths.to(paths.order, { id })}
        columns={[
          { name: t.holder, cell: ({ holderName }) => holderName ?? t.unnamed },
          { name: t.product, wide: true, cell: ({ productName }) => productName },
          { name: t.people, align: 'right', wide: 'very', cell: ({ insuredCount }) => insuredCount },
          {
            name: t.start,
            wide: true,
            cell: ({ startDate }) => <span className="tabular">{startDate ?? '—'}</span>,
          },
          {
            name: t.status,
            cell: ({ status }) => (
              <StatusDot tone={ORDER_STATUS_TONES[status]}>{ORDER_STATUS_WORDS[status][language]}</StatusDot>
            ),
          },
          { name: t.payable, align: 'right', cell: ({ payable }) => <Amount fen={payable} /> },
        ]}
      />
    </Shown>
  )
}

/** The member's newest purchase links. */
export function MemberLinks({ memberId }: { memberId: string }) {
  const t = useText(messages)
  const links = useQuery(memberLinksQuery(memberId))
  const items = (links.data?.items ?? []).slice(0, SHOWN)
  return (
    <Shown
      title={t.links}
      query={links}
      none={items.length === 0 ? t.noLinks : null}
      all={items.length > 0 && <All to={paths.links}>{t.allLinks}</All>}
    >
      <DataTable
        label={t.links}
        rows={items}
        rowKey={({ id }) => id}
        to={({ id }) => paths.to(paths.link, { id })}
        columns={[
          {
            name: t.product,
            cell: ({ title, productName, planName }) =>
              title ?? [productName, planName].filter(Boolean).join(' · '),
          },
          {
            name: t.status,
            cell: ({ state }) => <StatusDot tone={LINK_TONES[state]}>{t[state]}</StatusDot>,
          },
          { name: t.bought, align: 'right', cell: ({ bought }) => <span className="tabular">{bought}</span> },
          {
            name: t.made,
            align: 'right',
            wide: true,
            cell: ({ createdAt }) => (
              <span className="tabular whitespace-nowrap">{shanghaiTime(createdAt)}</span>
            ),
          },
        ]}
      />
    </Shown>
  )
}

const All = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link to={to} className="text-accent underline-offset-4 hover:underline">
    {children}
  </Link>
)

function Shown({
  title,
  query,
  none,
  all,
  children,
}: {
  title: string
  query: { isPending: boolean; error: Error | null; refetch(): unknown }
  none: string | null
  all: ReactNode
  children: ReactNode
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <Section title={title} aside={all}>
      {query.isPending && <Skeleton label={t.loading} rows={3} />}
      {query.error && (
        <ProblemBanner
          {...problemText(query.error, language)}
          action={<Button onClick={() => void query.refetch()}>{t.retry}</Button>}
        />
      )}
      {!query.isPending && !query.error && (none ? <p className="text-muted">{none}</p> : children)}
    </Section>
  )
}
