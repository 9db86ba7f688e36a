import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { INTERFACE_NAMES } from '../../contract/gateway-health.ts'
import type { Incident } from '../../contract/incidents.ts'
import * as paths from '../../contract/paths.ts'
import { csvFile } from '../../lib/inert-cell.ts'
import { saveFile } from '../../lib/save-file.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { incidentMessages } from './incident-messages.ts'
import { messages } from './messages.ts'
import { allIncidents, incidentsQuery } from './queries.ts'

type Words = { t: (typeof incidentMessages)['zh']; names: (typeof messages)['zh'] }
const useWords = (): Words => ({ t: useText(incidentMessages), names: useText(messages) })

const whatOf = ({ t }: Words, { kind, code }: Incident) =>
  kind === 'refused' ? t.refused(code ?? '') : t[kind]
const minutesOf = ({ beganAt, endedAt }: Incident) =>
  endedAt === null ? null : Math.floor((Date.parse(endedAt) - Date.parse(beganAt)) / 60_000)
const interfacesOf = ({ t, names }: Words, { kind, interfaces }: Incident) =>
  kind === 'stopped' || interfaces.length === INTERFACE_NAMES.length
    ? t.all
    : t.listed(interfaces.map((name) => names[name]))

/** When the sales channel was down, for managers, with export. */
export function Component() {
  const words = useWords()
  const { t } = words
  const { language } = useLanguage()
  const list = useInfiniteQuery(incidentsQuery)
  const save = useMutation({
    mutationFn: async () => saveFile(incidentsFile(words, await allIncidents()), fileName(words)),
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
        <div className="mb-4">
          <ProblemBanner
            {...problemText(error, language)}
            action={list.error && <Button onClick={() => void list.refetch()}>{t.retry}</Button>}
          />
        </div>
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
  const words = useWords()
  const { t } = words
  return (
    <DataTable
      label={t.label}
      rows={items}
      rowKey={({ id }) => id}
      tone={({ endedAt }) => (endedAt === null ? 'warn' : null)}
      columns={[
        {
          name: t.began,
          cell: (one) => (
            <>
              <Time at={one.beganAt} />
              <span className="block text-small @min-[560px]:hidden">
                <Lasted incident={one} />
              </span>
            </>
          ),
        },
        {
          name: t.ended,
          wide: 'very',
          cell: ({ endedAt }) => (endedAt === null ? '—' : <Time at={endedAt} />),
        },
        { name: t.length, wide: true, cell: (one) => <Lasted incident={one} /> },
        {
          name: t.what,
          cell: (one) => (
            <>
              {whatOf(words, one)}
              <span className="block text-small text-muted">{interfacesOf(words, one)}</span>
            </>
          ),
        },
        { name: t.ordersColumn, align: 'right', cell: ({ orders }) => <Affected orders={orders} /> },
      ]}
    />
  )
}

function Lasted({ incident }: { incident: Incident }) {
  const t = useText(incidentMessages)
  const minutes = minutesOf(incident)
  if (minutes === null) return <StatusDot tone="bad">{t.still}</StatusDot>
  return <span className="whitespace-nowrap">{t.lasted(minutes)}</span>
}

const Time = ({ at }: { at: string }) => (
  <span className="tabular whitespace-nowrap" title={shanghaiTime(at, true)}>
    {shanghaiTime(at)}
  </span>
)

function Affected({ orders }: { orders: Incident['orders'] }) {
  const t = useText(incidentMessages)
  const [open, setOpen] = useState(false)
  if (orders.length === 0) return <span className="text-muted">{t.none}</span>
  return (
    <>
      <Button
        look="quiet"
        className="tabular -mr-3"
        aria-label={t.ordersOf(orders.length)}
        onClick={() => setOpen(true)}
      >
        {orders.length}
      </Button>
      <Dialog title={t.orders} open={open} onClose={() => setOpen(false)} closeLabel={t.close}>
        <ul className="columns-1 text-left sm:columns-2">
          {orders.map(({ id, number }) => (
            <li key={id}>
              <Link to={paths.to(paths.order, { id })} className="tabular text-accent hover:underline">
                {number}
              </Link>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

const fileName = ({ t }: Words) => `${t.title}-${shanghaiDay(Date.now())}.csv`

function incidentsFile(words: Words, items: readonly Incident[]): Blob {
  const { t } = words
  return csvFile([
    [t.began, t.ended, t.minutesColumn, t.what, t.interfaces, t.orders, t.orderNumbers],
    ...items.map((one) => [
      shanghaiTime(one.beganAt, true),
      one.endedAt === null ? t.still : shanghaiTime(one.endedAt, true),
      minutesOf(one) ?? '',
      whatOf(words, one),
      interfacesOf(words, one),
      one.orders.length,
      one.orders.map(({ number }) => number).join(' '),
    ]),
  ])
}
