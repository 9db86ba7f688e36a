import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { UserName } from '../../api/user-names.tsx'
import type { Attempt } from '../../contract/attempts.ts'
import { CHANNEL_WORDS, ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { MARKS } from '../../lib/marks.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { attemptQuery } from './queries.ts'

export const { loader, shouldRevalidate } = prefetch(({ params }) => [attemptQuery(params['number'] ?? '')])

/** A customer's attempt to buy, found by the support number that the customer reads out. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { number = '' } = useParams()
  const found = useQuery(attemptQuery(number))
  const items = found.data?.items ?? []
  return (
    <>
      <PageHeader
        title={t.title(number.toUpperCase())}
        detail={t.detail}
        back={{ to: paths.orders, label: t.orders }}
      />
      {found.isPending && <Skeleton label={t.loading} />}
      {found.error && (
        <ProblemBanner
          {...problemText(found.error, language)}
          action={<Button onClick={() => void found.refetch()}>{t.retry}</Button>}
        />
      )}
      {found.data && items.length === 0 && <EmptyState>{t.none}</EmptyState>}
      {items.map((attempt) => (
        <Facts key={`${attempt.link?.id} ${attempt.begunAt}`} attempt={attempt} />
      ))}
    </>
  )
}

const LINK = 'text-accent underline-offset-4 hover:underline'

function Facts({ attempt }: { attempt: Attempt }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { link, order, step, refusal } = attempt
  return (
    <div className="mb-6">
      <DescriptionList
        items={[
          [t.product, `${attempt.productName}　${attempt.productCode}`],
          order && [
            t.order,
            <Link to={paths.to(paths.order, { id: order.id })} className={LINK}>
              {order.orderNo}
              {MARKS[language].comma}
              {ORDER_STATUS_WORDS[order.status][language]}
            </Link>,
          ],
          !order && [t.step, step ? t.stepWord(step) : t.onlyOpened],
          refusal && [t.refusal, [refusal.code, refusal.detail].filter(Boolean).join(' ')],
          [t.channel, CHANNEL_WORDS[attempt.channel][language]],
          link && [
            t.link,
            <Link to={paths.to(paths.link, { id: link.id })} className={LINK}>
              {link.title ?? attempt.productName}
            </Link>,
          ],
          [t.partner, attempt.partnerName],
          [t.reference, attempt.reference],
          [t.begun, attempt.begunAt && shanghaiTime(attempt.begunAt)],
          [t.saved, attempt.savedAt && shanghaiTime(attempt.savedAt)],
          [t.createdBy, <UserName of={attempt.createdBy} />],
        ]}
      />
    </div>
  )
}
