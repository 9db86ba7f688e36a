import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { callsQuery } from './queries.ts'

/** All platform calls of this order, for admins; loaded when opened. */
export function OrderCalls({ orderId }: { orderId: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [open, setOpen] = useState(false)
  const calls = useQuery({ ...callsQuery(orderId), enabled: open })
  return (
    <details
      className="mt-4 border-t border-line pt-4"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="cursor-pointer rounded font-semibold">{t.calls}</summary>
      <div className="mt-3">
        {calls.isPending && open && <Skeleton label={t.callsLoading} rows={3} />}
        {calls.error && <ProblemBanner {...problemText(calls.error, language)} />}
        {calls.data?.items.length === 0 && <p className="text-muted">{t.callsEmpty}</p>}
        {calls.data && calls.data.items.length > 0 && (
          <DataTable
            label={t.calls}
            rows={calls.data.items}
            rowKey={(call) => call.id}
            columns={[
              {
                name: t.callInterface,
                cell: (call) => (
                  <>
                    {call.interfaceName}
                    {call.priority === 'background' && (
                      <span className="text-small text-muted"> {t.callBackground}</span>
                    )}
                  </>
                ),
              },
              {
                name: t.callTime,
                wide: true,
                cell: (call) => <span className="tabular">{shanghaiTime(call.startedAt, true)}</span>,
              },
              { name: t.callOutcome, cell: (call) => call.outcome ?? t.callsPending },
              {
                name: t.callTook,
                align: 'right',
                cell: (call) => (call.milliseconds === null ? '—' : `${call.milliseconds} ms`),
              },
            ]}
          />
        )}
      </div>
    </details>
  )
}
