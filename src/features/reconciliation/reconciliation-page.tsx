import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { call } from '../../api/call.ts'
import { startReconciliation } from '../../contract/endpoints/reconciliation.ts'
import type { Comparison } from '../../contract/reconciliation.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { messages } from './messages.ts'
import { reconciliationQuery } from './queries.ts'

const WATCHING_MS = 2_000
const USUAL_MS = 15_000

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [shown, setShown] = useState<string | null>(null)
  const view = useQuery({
    ...reconciliationQuery,
    refetchInterval: ({ state }) =>
      state.data && (state.data.due > 0 || state.data.comparisons.some(({ endedAt }) => !endedAt))
        ? WATCHING_MS
        : USUAL_MS,
  })
  const start = useMutation({
    mutationFn: (kind: 'in-flight' | 'daily') => call(startReconciliation, { body: { kind } }),
    onSuccess: (next) => client.setQueryData(reconciliationQuery.queryKey, next),
  })
  const running = view.data?.comparisons.some(({ endedAt }) => !endedAt) ?? false
  const busy = (kind: 'in-flight' | 'daily') => start.isPending && start.variables === kind
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          view.data && (
            <>
              <Button busy={busy('in-flight')} onClick={() => start.mutate('in-flight')}>
                {t.askAll}
              </Button>
              <Button busy={busy('daily') || running} onClick={() => start.mutate('daily')}>
                {t.compare}
              </Button>
            </>
          )
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        {view.error && (
          <ProblemBanner
            {...problemText(view.error, language)}
            action={<Button onClick={() => void view.refetch()}>{t.retry}</Button>}
          />
        )}
        {start.error && <ProblemBanner {...problemText(start.error, language)} />}
        {start.isSuccess && start.variables === 'in-flight' && <Banner tone="info" title={t.askedAll} />}
      </div>
      {view.isPending && <Skeleton label={t.loading} />}
      {view.data && (
        <>
          <Section title={t.inFlight}>
            <DescriptionList
              items={[
                [t.inFlight, t.orders(view.data.inFlight)],
                [t.due, t.orders(view.data.due)],
                [
                  t.late,
                  <StatusDot tone={view.data.late > 0 ? 'warn' : 'good'}>
                    {t.orders(view.data.late)}
                  </StatusDot>,
                ],
                [
                  t.lastAnswer,
                  view.data.lastAnswerAt ? (
                    <span className="tabular">{shanghaiTime(view.data.lastAnswerAt, true)}</span>
                  ) : (
                    t.never
                  ),
                ],
              ]}
            />
          </Section>
          <Section title={t.comparisons}>
            {view.data.comparisons.length === 0 ? (
              <p className="text-muted">{t.none}</p>
            ) : (
              <ComparisonTable comparisons={view.data.comparisons} shown={shown} onShow={setShown} />
            )}
          </Section>
          {shown && <DifferenceTable key={shown} comparisonId={shown} onClose={() => setShown(null)} />}
        </>
      )}
    </>
  )
}

function ComparisonTable({
  comparisons,
  shown,
  onShow,
}: {
  comparisons: Comparison[]
  shown: string | null
  onShow(id: string): void
}) {
  const t = useText(messages)
  const took = ({ startedAt, endedAt }: Comparison) =>
    endedAt
      ? t.seconds(Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000)))
      : t.running
  return (
    <DataTable
      label={t.comparisons}
      rows={comparisons}
      rowKey={(run) => run.id}
      columns={[
        {
          name: t.started,
          cell: (run) => <span className="tabular whitespace-nowrap">{shanghaiTime(run.startedAt)}</span>,
        },
        {
          name: t.by,
          wide: true,
          cell: (run) => (run.startedBy === 'system' ? t.bySystem : run.startedBy),
        },
        {
          name: t.progress,
          cell: (run) => <span className="tabular whitespace-nowrap">{t.of(run.asked, run.total)}</span>,
        },
        { name: t.unanswered, wide: true, cell: (run) => run.unanswered },
        { name: t.ended, wide: true, cell: took },
        {
          name: t.differences,
          align: 'right',
          cell: (run) =>
            run.differences > 0 ? (
              <Button look="quiet" aria-pressed={shown === run.id} onClick={() => onShow(run.id)}>
                {t.show(run.differences)}
              </Button>
            ) : run.endedAt ? (
              t.noDifferences
            ) : (
              '—'
            ),
        },
      ]}
    />
  )
}
