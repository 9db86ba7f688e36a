import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { endSession, endSessions } from '../../contract/endpoints/session.ts'
import * as paths from '../../contract/paths.ts'
import { forgetRecent } from '../../lib/recent.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { accountMessages } from './account-messages.ts'
import { sessionsQuery } from './queries.ts'

/** The user's sessions, with buttons to end one or all. */
export function OwnSessions() {
  const t = useText(accountMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const sessions = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSettled: () => client.invalidateQueries(sessionsQuery),
  })
  const everywhere = useMutation({
    mutationFn: () => call(endSessions, {}),
    onSuccess: async () => {
      forgetRecent()
      await navigate(paths.signIn, { replace: true })
      client.clear()
    },
  })
  const error = sessions.error ?? end.error
  return (
    <Section
      settings
      title={t.sessions}
      aside={<Button onClick={() => setAsking(true)}>{t.everywhere}</Button>}
    >
      <p className="mb-3 text-muted">{t.sessionsText}</p>
      {error && (
        <ProblemBanner
          {...problemText(error, language)}
          action={<Button onClick={() => void sessions.refetch()}>{t.retry}</Button>}
        />
      )}
      {sessions.isPending && <Skeleton label={t.loading} rows={2} />}
      {sessions.data && (
        <DataTable
          label={t.sessions}
          rows={sessions.data.items}
          rowKey={({ id }) => id}
          columns={[
            {
              name: t.device,
              cell: ({ agent, current }) => (
                <>
                  {agent ?? t.unknown}
                  {current && <span className="ml-2 text-small text-accent">{t.here}</span>}
                </>
              ),
            },
            { name: t.since, cell: (one) => <span className="tabular">{shanghaiTime(one.createdAt)}</span> },
            {
              name: t.until,
              wide: true,
              cell: (one) => <span className="tabular">{shanghaiTime(one.expiresAt)}</span>,
            },
            {
              name: t.actions,
              align: 'right',
              cell: ({ id, current }) =>
                !current && (
                  <Button busy={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                    {t.end}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <Dialog title={t.everywhereTitle} open={asking} onClose={() => setAsking(false)} closeLabel={t.close}>
        <div className="flex flex-col gap-4">
          {everywhere.error && <ProblemBanner {...problemText(everywhere.error, language)} />}
          <p>{t.everywhereText}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="danger" busy={everywhere.isPending} onClick={() => everywhere.mutate()}>
              {t.everywhereSubmit}
            </Button>
            <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </Section>
  )
}
