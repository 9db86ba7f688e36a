import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router'
import { call } from '../../api/call.ts'
import { refetchOrderLists } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useUserName } from '../../api/user-names.tsx'
import type { AskedLink } from '../../contract/attention.ts'
import { declineLink, renewLink } from '../../contract/endpoints/links.ts'
import * as paths from '../../contract/paths.ts'
import { agoWords } from '../../lib/ago.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { StatusDot } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { attentionMessages } from './messages.ts'

/** A customer waits for a link that is over. One press renews it under its address. */
export function AskedLinkRow({ asked, onSettled }: { asked: AskedLink; onSettled(words: string): void }) {
  const t = useText(attentionMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const { linkId, title, productName, createdBy, since, reason } = asked
  const name = title ?? productName
  const params = { id: linkId }
  const renew = useMutation({
    mutationFn: () => call(renewLink, { params }),
    onSuccess: async () => {
      onSettled(t.linkRenewed(name))
      await refetchOrderLists(client)
    },
  })
  const decline = useMutation({
    mutationFn: () => call(declineLink, { params }),
    onSuccess: async () => {
      onSettled(t.linkDeclined(name))
      await refetchOrderLists(client)
    },
  })
  const error = renew.error ?? decline.error
  return (
    <li
      aria-label={`${t.linkAsked}，${name}`}
      className="grid gap-x-6 gap-y-2 border-t border-line py-3 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0 pl-4">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="-ml-4">
            <StatusDot tone="warn">{t.linkAsked}</StatusDot>
          </strong>
          <RouterLink
            to={paths.to(paths.link, { id: linkId })}
            className="wrap-anywhere text-accent underline-offset-4 hover:underline"
          >
            {name}
          </RouterLink>
          <span className="text-small text-muted">
            {t.by(nameOf(createdBy))} ·{' '}
            <time dateTime={since} title={shanghaiTime(since, true)}>
              {agoWords(since, language)}
            </time>
          </span>
        </p>
        <p className="text-muted">{t.linkAskedText(reason)}</p>
        {error && (
          <div className="mt-2">
            <ProblemBanner {...problemText(error, language)} />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 max-lg:pl-4">
        <Button busy={renew.isPending} onClick={() => renew.mutate()}>
          {t.renewLink(reason)}
        </Button>
        <Button look="quiet" busy={decline.isPending} onClick={() => decline.mutate()}>
          {t.declineLink}
        </Button>
      </div>
    </li>
  )
}
