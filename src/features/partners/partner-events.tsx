import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { call } from '../../api/call.ts'
import { renewWebhookSecret, resendPartnerEvent, sendTestEvent } from '../../contract/endpoints/partners.ts'
import type { Partner, PartnerEvent } from '../../contract/partners.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { messages } from './messages.ts'
import { PartnerEventDialog } from './partner-event-dialog.tsx'
import { allPartnerEvents, partnerEventsQuery } from './queries.ts'

const TONES = { waiting: 'info', delivered: 'good', dead: 'bad', kept: 'neutral' } as const

/** Webhook deliveries of a partner, and the webhook secret. */
export function PartnerEvents({ partner }: { partner: Partner }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [renewing, setRenewing] = useState(false)
  const [onlyDead, setOnlyDead] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const params = { id: partner.id }
  const events = useInfiniteQuery(partnerEventsQuery(partner.id, onlyDead ? 'dead' : undefined))
  const renew = useMutation({
    mutationFn: () => call(renewWebhookSecret, { params }),
    onSuccess: () => setRenewing(false),
  })
  const resend = useMutation({
    mutationFn: (eventId: string) => call(resendPartnerEvent, { params: { ...params, eventId } }),
    onSuccess: () => client.invalidateQueries(allPartnerEvents(partner.id)),
  })
  const test = useMutation({
    mutationFn: () => call(sendTestEvent, { params }),
  })
  const items = events.data?.pages.flatMap((page) => page.items) ?? []
  const outcome = ({ state, attempts, outcome: said }: PartnerEvent) => (
    <StatusDot tone={TONES[state]}>
      {t[state]}
      {attempts > 0 && (
        <span className="text-small text-muted">
          {t.attempts(attempts)}
          {said && t.fault(said)}
        </span>
      )}
    </StatusDot>
  )
  return (
    <Section
      id="events"
      title={t.events}
      aside={
        <div className="flex flex-wrap gap-2">
          {partner.webhookUrl && (
            <Button busy={test.isPending} onClick={() => test.mutate()}>
              {t.test}
            </Button>
          )}
          <Button onClick={() => setRenewing(true)}>{t.renew}</Button>
        </div>
      }
    >
      <p className="mb-3 text-muted">{partner.webhookUrl ? t.eventsAbout : t.noWebhook}</p>
      <div className="mb-3 flex flex-col gap-3 empty:hidden">
        {renew.data && (
          <Banner tone="good" title={t.fresh}>
            <CopyText text={renew.data.secret} label={t.copy} copied={t.copied} />
            <p>{t.addedText}</p>
          </Banner>
        )}
        {test.data && (
          <Banner tone={test.data.taken ? 'good' : 'bad'} title={test.data.taken ? t.tested : t.notTested}>
            {t.answered(test.data.outcome)}
          </Banner>
        )}
        {test.error && <ProblemBanner {...problemText(test.error, language)} />}
        {(events.error ?? resend.error) && (
          <ProblemBanner
            {...problemText(events.error ?? resend.error, language)}
            action={<Button onClick={() => void events.refetch()}>{t.retry}</Button>}
          />
        )}
        {(partner.deadEvents > 0 || onlyDead) && (
          <Checkbox
            label={`${t.onlyDead} (${partner.deadEvents})`}
            checked={onlyDead}
            onChange={({ target }) => setOnlyDead(target.checked)}
          />
        )}
      </div>
      {events.isPending && <Skeleton label={t.loading} rows={2} />}
      {events.data && items.length === 0 && <p className="text-muted">{t.noEvents}</p>}
      {items.length > 0 && (
        <DataTable
          label={t.events}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              name: t.event,
              cell: ({ type, orderId }) =>
                orderId ? (
                  <Link
                    to={paths.to(paths.order, { id: orderId })}
                    className="text-accent underline underline-offset-4"
                  >
                    {type}
                  </Link>
                ) : (
                  type
                ),
            },
            {
              name: t.time,
              wide: true,
              cell: ({ createdAt }) => (
                <span className="tabular whitespace-nowrap">{shanghaiTime(createdAt, true)}</span>
              ),
            },
            {
              name: t.reference,
              wide: 'very',
              cell: ({ reference }) => <span className="wrap-anywhere">{reference}</span>,
            },
            { name: t.outcome, cell: outcome },
            {
              name: t.actions,
              align: 'right',
              cell: ({ id, state }) => (
                <div className="flex flex-wrap justify-end gap-2">
                  <Button onClick={() => setShown(id)}>{t.show}</Button>
                  {partner.webhookUrl && (
                    <Button
                      busy={resend.isPending && resend.variables === id}
                      onClick={() => resend.mutate(id)}
                    >
                      {state === 'waiting' ? t.sendNow : t.resend}
                    </Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      )}
      {events.hasNextPage && (
        <div className="mt-3">
          <Button busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
      <PartnerEventDialog partner={partner.id} event={shown} onClose={() => setShown(null)} />
      <ConfirmDialog
        title={t.renewTitle}
        text={t.renewText}
        submit={t.renewSubmit}
        open={renewing}
        action={renew}
        onSubmit={() => renew.mutate()}
        onClose={() => setRenewing(false)}
      />
    </Section>
  )
}
