import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api/call.ts'
import { useUserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { resendNotice } from '../../contract/endpoints/notices.ts'
import type { Notice } from '../../contract/notices.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { StateChoice } from '../../ui/state-choice.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { allNotices, noticesQuery } from './queries.ts'

const TONES = { waiting: 'info', sent: 'good', dropped: 'neutral', dead: 'bad' } as const
const STATES = ['', 'dead', 'waiting', 'sent', 'dropped'] as const

/** Sent notices with their recipients, newest first. */
export function NoticeLog() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const [state, setState] = useState('')
  const list = useInfiniteQuery(noticesQuery(state === '' ? undefined : state))
  const resend = useMutation({
    mutationFn: (id: string) => call(resendNotice, { params: { id } }),
    onSettled: () => client.invalidateQueries(allNotices),
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const error = list.error ?? resend.error
  const outcome = (one: Notice) => (
    <StatusDot tone={TONES[one.state]}>
      {t[one.state]}
      {one.outcome !== null && (
        <span className="text-small text-muted">
          {t.attempts(one.attempts)} · {t.fault(one.outcome)}
        </span>
      )}
    </StatusDot>
  )
  return (
    <Section title={t.log}>
      <p className="mb-3 text-muted">{t.logText}</p>
      <StateChoice
        label={t.state}
        states={STATES}
        current={state}
        word={(one) => (one === '' ? t.all : t[one as Notice['state']])}
        onChoose={setState}
      />
      {error && (
        <ProblemBanner
          {...problemText(error, language)}
          action={<Button onClick={() => void list.refetch()}>{t.retry}</Button>}
        />
      )}
      {list.isPending && <Skeleton label={t.loading} rows={3} />}
      {list.data && items.length === 0 && <EmptyState>{state === '' ? t.none : t.noneSuch}</EmptyState>}
      {items.length > 0 && (
        <DataTable
          label={t.log}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              name: t.kind,
              cell: ({ kind, count, orderId }) => (
                <>
                  {t[kind]}
                  {orderId ? (
                    <Link
                      to={paths.to(paths.order, { id: orderId })}
                      className="ml-2 text-small text-accent underline underline-offset-4"
                    >
                      {t.count(count)}
                    </Link>
                  ) : (
                    count > 0 && <span className="ml-2 text-small text-muted">{t.count(count)}</span>
                  )}
                </>
              ),
            },
            {
              name: t.to,
              wide: true,
              cell: ({ to, channel }) => (to === null ? t.customer : channel === 'mail' ? nameOf(to) : to),
            },
            { name: t.state, cell: outcome },
            {
              name: t.at,
              wide: true,
              cell: ({ createdAt }) => (
                <span className="tabular whitespace-nowrap">{shanghaiTime(createdAt, true)}</span>
              ),
            },
            {
              name: t.actions,
              align: 'right',
              cell: ({ id, state: now }) =>
                now === 'dead' && (
                  <Button
                    busy={resend.isPending && resend.variables === id}
                    onClick={() => resend.mutate(id)}
                  >
                    {t.resend}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <div className="mt-3">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </Section>
  )
}
