import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { say, useTrailPage } from '../../trail/trail.ts'
import { useTrail } from '../../trail/use-trail.ts'
import * as paths from '../../contract/paths.ts'
import { takePaying } from '../../lib/paying.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor, ButtonLink } from '../../ui/button-link.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderState } from './order-state.tsx'
import { viewOf } from './order-view.ts'
import { WhomToCall } from './whom-to-call.tsx'
import { UnknownOrder } from './unknown-order.tsx'
import { ownTokenQuery, useOwnOrder } from './queries.ts'

/** Time after payment during which “unpaid” is not shown. */
const GRACE_MS = 12_000

/** Return page after payment. The URL proves nothing; only the platform's confirmation counts. */
export function Component() {
  const { token = '' } = useParams()
  // Staff who paid go back to their order.
  const [paid] = useState(takePaying)
  const own = useQuery(ownTokenQuery(token))
  if (paid) return <Navigate to={paths.to(paths.order, { id: paid })} state={{ returned: true }} replace />
  if (own.data) return <Returned token={own.data.token} />
  if (own.error) return <UnknownOrder />
  return (
    <div className="min-h-dvh">
      <OrderState view="confirming" order={undefined} />
    </div>
  )
}

function Returned({ token }: { token: string }) {
  const t = useText(messages)
  const [early, setEarly] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setEarly(false), GRACE_MS)
    return () => clearTimeout(timer)
  }, [])
  const order = useOwnOrder(token)
  useTrail('order', token)
  useTrailPage('return')
  const view = viewOf(order.data, { returned: true, early })
  return (
    // Full height, so that the content below does not jump while loading.
    <div className="min-h-dvh">
      <OrderState view={view} order={order.data} />
      <div className="mb-6 flex flex-col gap-3">
        {view === 'unpaid' && order.data?.cashierUrl && (
          <ButtonAnchor
            href={order.data.cashierUrl}
            look="primary"
            size="large"
            onClick={() => say({ kind: 'to-cashier', page: 'return', press: 'pay' })}
          >
            {t.toCashier}
          </ButtonAnchor>
        )}
        {(view === 'unpaid' || view === 'paid') && (
          <Button size="large" busy={order.isFetching} onClick={() => void order.refetch()}>
            {t.check}
          </Button>
        )}
        {order.data && view !== 'unpaid' && (
          <ButtonLink
            to={paths.to(paths.ownOrder, { token })}
            look={view === 'issued' ? 'primary' : 'secondary'}
            size="large"
          >
            {t.toOrder}
          </ButtonLink>
        )}
        {order.data?.partner && view !== 'unpaid' && (
          <ButtonAnchor href={order.data.partner.returnUrl} size="large">
            {t.toPartner(order.data.partner.name)}
          </ButtonAnchor>
        )}
        {order.isError && (
          <p role="status" className="text-warn">
            {t.offline}
          </p>
        )}
      </div>
      {order.data && <OrderFacts order={order.data} />}
      {order.data && <WhomToCall order={order.data} />}
    </div>
  )
}
