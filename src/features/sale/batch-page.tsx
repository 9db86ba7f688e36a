import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import type { BatchPart } from '../../contract/batches.ts'
import { retryBatch } from '../../contract/endpoints/sale.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUS_TONES } from '../../contract/order-tones.ts'
import * as paths from '../../contract/paths.ts'
import { problemWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { batchOutcome } from './batch-outcome.ts'
import { messages } from './messages.ts'
import { batchQuery } from './queries.ts'

const AGAIN_MS = 1_500

/** A sale split into several orders: progress, then one row per order with its cashier. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const { batchId = '' } = useParams()
  const batch = useQuery({
    ...batchQuery(batchId),
    refetchInterval: ({ state }) => (state.data && batchOutcome(state.data).settled ? false : AGAIN_MS),
  })
  const retry = useMutation({
    mutationFn: () => call(retryBatch, { params: { id: batchId } }),
    onSuccess: (data) => client.setQueryData(batchQuery(batchId).queryKey, data),
  })
  const back = { to: paths.sales, label: t.title }
  if (batch.isPending) return <Skeleton label={t.loading} />
  if (!batch.data)
    return (
      <>
        <PageHeader title={t.split} back={back} />
        <ProblemBanner
          {...problemText(batch.error, language)}
          action={<Button onClick={() => void batch.refetch()}>{t.retry}</Button>}
        />
      </>
    )
  const { data } = batch
  const { outcome, sent, placed, doubtful } = batchOutcome(data)
  const title = {
    sending: '',
    partly: t.splitPartly(placed, data.parts.length),
    doubt: t.splitDoubt(doubtful),
    placed: t.splitDone,
  }[outcome]
  const cashiers = data.parts.flatMap(({ order }) => order?.cashierUrl ?? [])
  const period = data.startDate && data.endDate && `${data.startDate} – ${data.endDate}`
  return (
    <>
      <PageHeader
        title={t.splitInto(data.people, data.parts.length)}
        detail={[data.productName, data.planName, period, data.groupNo].filter(Boolean).join(' · ')}
        back={back}
        actions={
          cashiers.length > 1 && (
            <CopyButton text={cashiers.join('\n')} label={t.copyLinks(cashiers.length)} copied={t.copied} />
          )
        }
      />
      <div role="status" className="mb-4">
        {outcome !== 'sending' ? (
          <Banner
            tone={outcome === 'placed' ? 'good' : 'warn'}
            title={title}
            action={
              data.retryable && (
                <Button busy={retry.isPending} onClick={() => retry.mutate()}>
                  {t.sendRest}
                </Button>
              )
            }
          >
            {data.stopped && problemWords(data.stopped, language)}
          </Banner>
        ) : (
          <>
            <p className="mb-1">{t.splitProgress(sent, data.parts.length)}</p>
            <progress
              className="w-full accent-accent"
              aria-label={t.split}
              value={sent}
              max={data.parts.length}
            />
            <p className="text-small text-muted">{t.splitLeave}</p>
          </>
        )}
      </div>
      {retry.error && <ProblemBanner {...problemText(retry.error, language)} />}
      <DataTable
        label={t.split}
        rows={data.parts}
        rowKey={(part) => String(part.n)}
        columns={[
          { name: t.part, cell: (part) => <PartName part={part} /> },
          {
            name: t.state,
            cell: ({ order, refusal }) =>
              order ? (
                <>
                  <StatusDot tone={ORDER_STATUS_TONES[order.status]}>
                    {ORDER_STATUS_WORDS[order.status][language]}
                  </StatusDot>
                  {refusal && (
                    <span className="block text-small text-bad">
                      {refusal.detail ?? problemWords(refusal.code, language)}
                    </span>
                  )}
                </>
              ) : (
                <span className="text-muted">{t.waiting}</span>
              ),
          },
          {
            name: t.number,
            wide: true,
            cell: ({ order }) => <span className="tabular">{order?.outSerialNo ?? '—'}</span>,
          },
          {
            name: t.cashier,
            align: 'right',
            cell: ({ order }) =>
              order?.cashierUrl ? (
                <CopyButton text={order.cashierUrl} label={t.copyShort} copied={t.copied} />
              ) : order?.asksPayer ? (
                <Link className="text-accent" to={paths.to(paths.order, { id: order.id })}>
                  {t.sayPayer}
                </Link>
              ) : (
                '—'
              ),
          },
        ]}
      />
    </>
  )
}

function PartName({ part }: { part: BatchPart }) {
  const t = useText(messages)
  const name = t.places(part.from, part.to)
  return part.order ? (
    <Link className="font-semibold text-accent" to={paths.to(paths.order, { id: part.order.id })}>
      {name}
    </Link>
  ) : (
    name
  )
}
