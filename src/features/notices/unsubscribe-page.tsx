import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { endSubscription } from '../../contract/endpoints/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { subscriptionQuery } from './queries.ts'

/** The page of a mail's unsubscribe link. Opening it changes nothing, because mail programs open links. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { token = '' } = useParams()
  const asked = useQuery(subscriptionQuery(token))
  const end = useMutation({ mutationFn: () => call(endSubscription, { params: { token } }) })
  const now = end.data ?? asked.data
  if (asked.isPending) return <Skeleton label={t.loading} rows={2} />
  if (asked.error && problemOf(asked.error).status === 404)
    return <PageHeader title={t.unknownLink} detail={t.unknownLinkText} />
  if (!now)
    return (
      <ProblemBanner
        {...problemText(asked.error, language)}
        action={<Button onClick={() => void asked.refetch()}>{t.retry}</Button>}
      />
    )
  if (now.stopped) return <PageHeader title={t.stopped} detail={<p role="status">{t.stoppedText}</p>} />
  return (
    <>
      <PageHeader
        title={t.stopTitle}
        detail={now.kind === 'customer' ? t.stopCustomer : t.stopStaff(t[now.kind])}
      />
      {end.error && <ProblemBanner {...problemText(end.error, language)} />}
      <Button size="large" look="primary" busy={end.isPending} onClick={() => end.mutate()}>
        {t.stop}
      </Button>
    </>
  )
}
