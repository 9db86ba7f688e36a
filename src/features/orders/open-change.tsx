import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { giveUpChange, resumeChange } from '../../contract/endpoints/orders.ts'
import type { Order } from '../../contract/orders.ts'
import { atLeast } from '../../contract/session.ts'
import { focusResult } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** An unfinished change, and the orders that a change links. */
export function OpenChange({ order }: { order: Order }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const role = useSession()?.user.role
  const shown = async (next: Order, words: string) => {
    await showOrder(client, next)
    focusResult(words)
  }
  const resume = useMutation({
    mutationFn: () => call(resumeChange, { params: { id: order.id } }),
    onSuccess: (next) => shown(next, t.changeDone),
  })
  const giveUp = useMutation({
    mutationFn: () => call(giveUpChange, { params: { id: order.id } }),
    onSuccess: (next) => shown(next, t.changeGivenUp),
  })
  const { openChange, replaces, replacedBy } = order
  const failure = resume.error ?? giveUp.error
  return (
    <>
      {openChange && (
        <Banner
          tone="warn"
          title={openChange.kind === 'people' ? t.changeOpenPeople : t.changeOpenDates}
          action={
            role &&
            atLeast(role, 'manager') && (
              <span className="flex flex-wrap gap-2">
                <Button busy={resume.isPending} onClick={() => resume.mutate()}>
                  {t.changeResume}
                </Button>
                <Button busy={giveUp.isPending} onClick={() => giveUp.mutate()}>
                  {t.changeGiveUp}
                </Button>
              </span>
            )
          }
        >
          {openChange.surrendered
            ? t.changeOpenText(openChange.people, openChange.startDate ?? '', openChange.endDate ?? '')
            : t.changeWaits}
        </Banner>
      )}
      {failure && <ProblemBanner {...problemText(failure, language)} />}
      {(replaces ?? replacedBy[0]) && (
        <p className="text-muted">
          {replaces && (
            <Link className="text-accent underline" to={paths.to(paths.order, { id: replaces })}>
              {t.replaces}
            </Link>
          )}{' '}
          {replacedBy.map((id, n) => (
            <Link key={id} className="mr-3 text-accent underline" to={paths.to(paths.order, { id })}>
              {t.replacedBy(replacedBy.length > 1 ? n + 1 : null)}
            </Link>
          ))}
        </p>
      )}
    </>
  )
}
