import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { shanghaiDay } from '../../contract/days.ts'
import type { Incident } from '../../contract/incidents.ts'
import * as paths from '../../contract/paths.ts'
import { csvFile } from '../../lib/inert-cell.ts'
import { saveFile } from '../../lib/save-file.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { incidentMessages } from './incident-messages.ts'
import { allIncidents, incidentsQuery } from './queries.ts'

type Words = (typeof incidentMessages)['zh']
const whatOf = (t: Words, { kind, code }: Incident) => (kind === 'refused' ? t.refused(code ?? '') : t[kind])
const minutesOf = ({ beganAt, endedAt }: Incident) =>
  endedAt === null ? null : Math.floor((Date.parse(endedAt) - Date.parse(beganAt)) / 60_000)
const interfacesOf = (t: Words, { kind, interfaces }: Incident) =>
  kind === 'stopped' ? t.all : interfaces.join(' ') || t.none

/** When the sales channel was down, for managers, with export. */
export function Component() {
  const t = useText(incidentMessages)
  const { language } = useLanguage()
  const list = useInfiniteQuery(incidentsQuery)
  const save = useMutation({
    mutationFn: async () => saveFile(incidentsFile(t, await allIncidents()), fileName(t)),
  })
  const error = list.error ?? save.error
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          items.length > 0 && (
            <Button busy={save.isPending} onClick={() => save.mutate()}>
              {t.save}
            </Button>
          )
        }
      />
      {error && (
        <ProblemBanner
          {...problemText(error, language)}
          action={list.error && <Button onClick={() => void list.refetch()}>{t.retry}</Button>}
        />
      )}
      {list.isPending && <Skeleton label={t.loading} rows={6} />}
      {list.data && items.length === 0 && <EmptyState>{t.empty}</EmptyState>}
      {items.length > 0 && <Incidents items={items} />}
      {list.hasNextPage && (
        <p className="mt-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
    </>
  )
}

function Incidents({ items }: { items: readonly Incident[] }) {
  const t = useText(incidentMessages)
  return (
    <DataTable
      label={t.label}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          name: t.began,
          cell: ({ beganAt }) => (
            <span className="tabular whitespace-nowrap">{shanghaiTime(beganAt, true)}</span>
          ),
        },
        {
          name: t.ended,
          cell: ({ endedAt }) =>
            endedAt === null ? (
              <span className="text-bad">{t.still}</span>
            ) : (
              <span className="tabular whitespace-nowrap">{shanghaiTime(endedAt, true)}</span>
            ),
        },
        {
          name: t.length,
          cell: (one) => {
            const minutes = minutesOf(one)
            return minutes === null ? '' : t.minutes(minutes)
          },
        },
        { name: t.what, cell: (one) => whatOf(t, one) },
        { name: t.interfaces, cell: (one) => interfacesOf(t, one) },
        { name: t.orders, cell: (one) => <Affected orders={one.orders} /> },
      ]}
    />
  )
}

function Affected({ orders }: { orders: Incident['orders'] }) {
  const t = useText(incidentMessages)
  if (orders.length === 0) return t.none
  return (
    <details>
      <summary className="w-fit rounded text-accent">{t.ordersOf(orders.length)}</summary>
      <ul>
        {orders.map(({ id, number }) => (
          <li key={id}>
            <Link to={paths.to(paths.order, { id })} className="tabular text-accent hover:underline">
              {number}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

const fileName = (t: Words) => `${t.title}-${shanghaiDay(Date.now())}.csv`

function incidentsFile(t: Words, items: readonly Incident[]): Blob {
  return csvFile([
    [t.began, t.ended, t.minutesColumn, t.what, t.interfaces, t.orders, t.orderNumbers],
    ...items.map((one) => [
      shanghaiTime(one.beganAt, true),
      one.endedAt === null ? t.still : shanghaiTime(one.endedAt, true),
      minutesOf(one) ?? '',
      whatOf(t, one),
      interfacesOf(t, one),
      one.orders.length,
      one.orders.map(({ number }) => number).join(' '),
    ]),
  ])
}
