import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../../api/problem-text.ts'
import { useEffect } from 'react'
import { PAID_STATUSES } from '../../contract/place-order.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { forgetBegun } from './begun-here.ts'
import { earlierQuery } from './earlier-queries.ts'
import { useLaterText } from './later-messages.ts'
import { SellerLine, SupportLine } from './seller-line.tsx'
import { StepHeading } from './step-heading.tsx'

/** Shown when this browser reopens a multi-use link after it began a purchase: the order, or the draft to continue. */
export default function EarlierPanel({
  link,
  own,
  onContinue,
  onAnother,
}: {
  link: string
  own: string
  onContinue(purchase: Purchase): void
  onAnother(): void
}) {
  const t = useLaterText()
  const { language } = useLanguage()
  const earlier = useQuery(earlierQuery(own))
  const { data } = earlier
  if (earlier.isPending) return <Skeleton label={t.loading} rows={6} />
  const another = () => {
    forgetBegun(link)
    onAnother()
  }
  // An erased or ended purchase is forgotten, and the link starts again. One that cannot be read now stays remembered.
  if (!data) return <Leave onLeave={problemOf(earlier.error).code === 'not-found' ? another : onAnother} />
  if (data.closed) return <Leave onLeave={another} />
  const { order, product, draft } = data
  const plan = product.plans.find(({ planCode }) => planCode === draft.planCode)?.planName
  const [start, end] = order ? [order.startDate, order.endDate] : [draft.startDate, draft.endDate]
  const isPaid = order !== null && PAID_STATUSES.includes(order.status)
  return (
    <>
      <SellerLine product={product} />
      <StepHeading
        title={isPaid ? t.bought : order ? t.orderedBefore : t.begunBefore}
        detail={isPaid ? t.boughtText : order ? t.orderedBeforeText : t.begunBeforeText}
        focus
      />
      <DescriptionList
        items={[
          [t.product, product.productName],
          [t.chosenPlan, order?.planName ?? plan],
          [t.period, start && end && t.fromTo(start, end)],
          [t.insuredPeople, order && order.people > 0 && t.people(order.people)],
        ]}
      />
      <div className="mt-6 grid gap-3">
        {order ? (
          <ButtonAnchor
            href={language === 'en' ? `${order.returnPath}?lang=en` : order.returnPath}
            look="primary"
            size="large"
          >
            {t.toOrder}
          </ButtonAnchor>
        ) : (
          <Button look="primary" size="large" onClick={() => onContinue(data)}>
            {t.goOn}
          </Button>
        )}
        <Button size="large" onClick={another}>
          {order ? t.buyAnother : t.startAnew}
        </Button>
      </div>
      <SupportLine number={data.supportNumber} />
    </>
  )
}

function Leave({ onLeave }: { onLeave(): void }) {
  useEffect(onLeave, [onLeave])
  return null
}
