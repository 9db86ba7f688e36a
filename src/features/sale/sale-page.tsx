import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { membersQuery, productsQuery } from '../../api/shared-queries.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { atLeast } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { PlaceOrderForm } from './place-order-form.tsx'
import { draftQuery, lastSaleQuery } from './queries.ts'
import { readSaleForm } from './sale-form.ts'
import type { SaleParts } from './sale-parts.ts'

/** One application: from its draft or empty. If placed or handed over, shows the order or the link. */
export function SalePage(parts: SaleParts) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { draftId = '' } = useParams()
  const session = useSession()
  const draft = useQuery(draftQuery(draftId))
  const members = useQuery(membersQuery)
  const products = useQuery(productsQuery)
  const mine = useQuery(lastSaleQuery(session?.user.username))
  const used = mine.data?.items[0]?.memberId
  const lastUsed = used ?? members.data?.items[0]?.memberId ?? ''

  const error = draft.error ?? members.error ?? products.error
  if (error)
    return (
      <>
        <PageHeader title={t.newSale} back={{ to: paths.sales, label: t.title }} />
        <ProblemBanner
          {...problemText(error, language)}
          action={
            <Button
              onClick={() => void Promise.all([draft.refetch(), members.refetch(), products.refetch()])}
            >
              {t.retry}
            </Button>
          }
        />
      </>
    )
  if (!draft.data || !members.data || !products.data || !session || mine.isPending)
    return <Skeleton label={t.loading} rows={8} />
  if (draft.data.linkId) return <Navigate to={paths.to(paths.link, { id: draft.data.linkId })} replace />
  if (draft.data.batchId)
    return <Navigate to={paths.to(paths.batch, { batchId: draft.data.batchId })} replace />
  if (draft.data.orderId) return <Navigate to={paths.to(paths.order, { id: draft.data.orderId })} replace />
  return (
    <PlaceOrderForm
      key={draftId}
      draftId={draftId}
      version={draft.data.version}
      initial={draft.data.form ?? { ...readSaleForm({}), memberId: lastUsed }}
      members={members.data.items}
      products={products.data.items}
      {...parts}
      mayUseCredit={atLeast(session.user.role, 'manager')}
    />
  )
}
