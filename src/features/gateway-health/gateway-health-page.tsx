import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { GatewayHealth } from '../../contract/gateway-health.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { HealthBanners } from './health-banners.tsx'
import { InterfaceTable } from './interface-table.tsx'
import { messages } from './messages.ts'
import { gatewayHealthQuery } from './queries.ts'

/** Gateway health for admins: circuit, budget, clock, queues. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const view = useQuery(gatewayHealthQuery)
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={<ButtonLink to={paths.incidents}>{t.incidents}</ButtonLink>}
      />
      {view.error && (
        <div className="mb-4">
          <ProblemBanner
            {...problemText(view.error, language)}
            action={<Button onClick={() => void view.refetch()}>{t.retry}</Button>}
          />
        </div>
      )}
      {view.isPending && <Skeleton label={t.loading} />}
      {view.data && (
        <>
          <HealthBanners health={view.data} />
          <Budget health={view.data} />
          <Section title={t.interfaces}>
            <InterfaceTable interfaces={view.data.interfaces} />
          </Section>
          <Queues queues={view.data.queues} />
        </>
      )}
    </>
  )
}

function Budget({ health }: { health: GatewayHealth }) {
  const t = useText(messages)
  const { budget, skewMs, notifications, lastBackupAt, version } = health
  const clockWords = () => {
    if (skewMs === null) return t.unknown
    const skew = Math.round(skewMs / 1_000)
    return skew === 0 ? t.inStep : skew > 0 ? t.ahead(skew) : t.behind(-skew)
  }
  return (
    <Section title={t.budget}>
      <Meter budget={budget} />
      <DescriptionList
        items={[
          [t.budgetUsed, t.of(budget.used, budget.limit)],
          [t.backgroundUsed, t.of(budget.usedInBackground, budget.backgroundLimit)],
          [t.clock, clockWords()],
          [
            t.notifications,
            t.waiting(
              notifications.waiting,
              notifications.oldestAt && shanghaiTime(notifications.oldestAt, true),
            ),
          ],
          [t.lastBackup, lastBackupAt ? shanghaiTime(lastBackupAt, true) : t.noBackup],
          [t.version, version],
        ]}
      />
    </Section>
  )
}

/** Used share of the call budget: pages first, then background. */
function Meter({ budget }: { budget: GatewayHealth['budget'] }) {
  const t = useText(messages)
  const screens = budget.used - budget.usedInBackground
  const width = (count: number) => ({ width: `${Math.min(100, (100 * count) / budget.limit)}%` })
  return (
    <div
      role="meter"
      aria-label={t.budgetUsed}
      aria-valuemin={0}
      aria-valuemax={budget.limit}
      aria-valuenow={Math.min(budget.used, budget.limit)}
      aria-valuetext={t.bar(screens, budget.usedInBackground, budget.limit)}
      className="mb-4 flex h-3 max-w-xl overflow-hidden rounded border border-line-strong bg-sunken"
    >
      <div className="bg-accent" style={width(screens)} />
      <div className="border-l border-paper bg-line-strong" style={width(budget.usedInBackground)} />
    </div>
  )
}

function Queues({ queues }: { queues: GatewayHealth['queues'] }) {
  const t = useText(messages)
  return (
    <Section title={t.queues}>
      {queues.length === 0 ? (
        <p className="text-muted">{t.queuesEmpty}</p>
      ) : (
        <DataTable
          label={t.queues}
          rows={queues}
          rowKey={(queue) => queue.name}
          columns={[
            {
              name: t.queue,
              cell: ({ name }) => (name in t ? (t[name as 'pull-order'] ?? name) : name),
            },
            { name: t.queueWaiting, align: 'right', cell: (queue) => queue.waiting },
            { name: t.queueRunning, align: 'right', cell: (queue) => queue.running },
            { name: t.queueRetrying, align: 'right', cell: (queue) => queue.retrying },
          ]}
        />
      )}
    </Section>
  )
}
