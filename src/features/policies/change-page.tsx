import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { orderQuery } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { whyNot } from '../../contract/order-actions.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { DataText } from '../../ui/data-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { ChangeForm } from './change-form.tsx'
import { changeMessages } from './change-messages.ts'

/** 换人 and 改期: surrender the policies of the chosen people and sell again, in one act. */
export function Component() {
  const t = useText(changeMessages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const order = useQuery(orderQuery(id))
  // Input stays when the order changes meanwhile. The server checks the change when it is sent.
  const [filling, setFilling] = useState(false)
  if (order.isPending) return <Skeleton label={t.loading} rows={8} />
  if (!order.data) return <ProblemBanner {...problemText(order.error, language)} />
  const why = whyNot(order.data, 'change')
  if (why === null && !filling) setFilling(true)
  const back = paths.to(paths.order, { id })
  // The order's page offers the next steps.
  if (why === 'change-open') return <Navigate to={back} replace />
  const { holderName, insuredCount, productName, orderCode } = order.data
  const number = orderCode ?? ''
  return (
    <>
      <PageHeader
        title={t.title}
        documentTitle={`${t.title} ${number}`}
        back={{ to: back, label: t.order }}
        detail={
          <>
            <span className="block">
              {holderName && (
                <>
                  <DataText>{t.whose(holderName, insuredCount)}</DataText>
                  {' · '}
                </>
              )}
              <DataText>{productName}</DataText>
              {number && <span className="tabular whitespace-nowrap"> · {number}</span>}
            </span>
            <span className="block">{t.about}</span>
          </>
        }
      />
      {why && !filling ? (
        <EmptyState action={<ButtonLink to={back}>{t.toOrder}</ButtonLink>}>
          {ACTION_WHY_WORDS[why][language]}
        </EmptyState>
      ) : (
        <ChangeForm order={order.data} />
      )}
    </>
  )
}
