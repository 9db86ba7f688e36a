import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api/call.ts'
import { refetchOrderLists } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import type { Undelivered } from '../../contract/attention.ts'
import { resendDeadEvents, settleDeadEvents } from '../../contract/endpoints/partners.ts'
import * as paths from '../../contract/paths.ts'
import { agoWords } from '../../lib/ago.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { attentionMessages } from './messages.ts'

/** Undelivered events of a partner: resend or drop all. */
export function UndeliveredRow({
  undelivered,
  mayAct,
  onSettled,
}: {
  undelivered: Undelivered
  mayAct: boolean
  onSettled(words: string): void
}) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { partnerId, partnerName, events, since, outcome, reachable } = undelivered
  const act = useMutation({
    mutationFn: (which: 'resend' | 'settle') =>
      call(which === 'resend' ? resendDeadEvents : settleDeadEvents, { params: { id: partnerId } }),
    onSuccess: async ({ events: count }, which) => {
      await refetchOrderLists(client)
      setAsking(false)
      onSettled(which === 'resend' ? t.resent(count) : t.settled(t.undelivered(partnerName)))
    },
  })
  const said = outcome && /^\d+$/.test(outcome) ? `HTTP ${outcome}` : (outcome ?? '')
  return (
    <li
      aria-label={t.undelivered(partnerName)}
      className="grid gap-x-6 gap-y-2 border-t border-line py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0 pl-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="-ml-4">
            <StatusDot tone="warn">{t.undeliveredWord}</StatusDot>
          </strong>
          {mayAct ? (
            <Link
              to={paths.to(paths.partner, { id: partnerId })}
              className="wrap-anywhere text-accent underline-offset-4 hover:underline"
            >
              {partnerName}
            </Link>
          ) : (
            <span className="wrap-anywhere">{partnerName}</span>
          )}
          <time dateTime={since} title={shanghaiTime(since, true)} className="text-small text-muted">
            {agoWords(since, language)}
          </time>
        </p>
        <p className="text-muted">
          {reachable ? t.undeliveredText(events, said) : t.undeliveredNoAddress(events)}
        </p>
        {act.error && !asking && (
          <div className="mt-2">
            <ProblemBanner {...problemText(act.error, language)} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 max-lg:pl-4">
        {!mayAct && <span className="text-small text-muted">{t.adminOnly}</span>}
        {mayAct && reachable && (
          <Button busy={act.isPending && !asking} onClick={() => act.mutate('resend')}>
            {t.resendAll}
          </Button>
        )}
        {mayAct && <Button onClick={() => setAsking(true)}>{t.giveUp}</Button>}
      </div>
      <Dialog
        title={t.giveUpTitle(events)}
        open={asking}
        onClose={() => setAsking(false)}
        closeLabel={t.close}
      >
        <div className="flex flex-col gap-4">
          {act.error && <ProblemBanner {...problemText(act.error, language)} />}
          <p>{t.giveUpText}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="danger" busy={act.isPending} onClick={() => act.mutate('settle')}>
              {t.giveUp}
            </Button>
            <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </li>
  )
}
