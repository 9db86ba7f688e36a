import type { InterfaceHealth } from '../../contract/gateway-health.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useText } from '../../ui/language.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'

const TONES = { closed: 'good', open: 'bad', trying: 'warn' } as const

/** The circuit is closed, but the last call got no response. */
const isSilent = ({ lastError, lastAnswerAt }: InterfaceHealth) =>
  lastError !== null && (lastAnswerAt === null || lastError.at > lastAnswerAt)

/** The eleven interfaces, in the order of the platform's document. */
export function InterfaceTable({ interfaces }: { interfaces: InterfaceHealth[] }) {
  const t = useText(messages)
  const milliseconds = (value: number | null) => (value === null ? '—' : `${value} ms`)
  return (
    <DataTable
      label={t.interfaces}
      rows={interfaces}
      rowKey={(one) => one.name}
      columns={[
        {
          name: t.name,
          cell: ({ name }) => (
            <>
              {t[name]}
              <span className="block text-small break-all text-muted">{name}</span>
            </>
          ),
        },
        {
          name: t.state,
          cell: (one) =>
            one.circuit === 'closed' && one.calls === 0 && !one.lastAnswerAt ? (
              <StatusDot tone="neutral">{t.idle}</StatusDot>
            ) : one.circuit === 'closed' && one.refused ? (
              <StatusDot tone="bad">{t.refused(one.refused)}</StatusDot>
            ) : one.circuit === 'closed' && isSilent(one) ? (
              <StatusDot tone="warn">{t.silent}</StatusDot>
            ) : (
              <StatusDot tone={TONES[one.circuit]}>{t[one.circuit]}</StatusDot>
            ),
        },
        {
          name: t.calls,
          align: 'right',
          wide: true,
          cell: ({ calls, failures }) => <span className="tabular">{t.callsOf(calls, failures)}</span>,
        },
        {
          name: t.latency,
          align: 'right',
          wide: true,
          cell: ({ medianMs, p95Ms }) => (
            <span className="tabular whitespace-nowrap">
              {medianMs === null ? '—' : `${milliseconds(medianMs)} / ${milliseconds(p95Ms)}`}
            </span>
          ),
        },
        {
          name: t.lastError,
          cell: ({ lastError }) =>
            lastError ? (
              <>
                {[
                  t[lastError.outcome as 'timeout'] ?? lastError.outcome,
                  t[`code${lastError.outcome}` as 'code2000'],
                ].join(' ')}
                {lastError.httpStatus && lastError.httpStatus !== 200 && ` ${lastError.httpStatus}`}
                <span className="tabular block text-small text-muted">
                  {shanghaiTime(lastError.at, true)}
                </span>
              </>
            ) : (
              t.none
            ),
        },
      ]}
    />
  )
}
