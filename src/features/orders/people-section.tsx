import { useCallback, useEffect, useState } from 'react'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { ErasePeople } from './erase-people.tsx'
import { OrderPeople } from './order-people.tsx'
import { peopleMessages } from './people-messages.ts'
import { ShowPeople } from './show-people.tsx'

const SHOWN_SECONDS = 60

/** The order's people, masked. Shown in full for one minute with a reason and the role. */
export function PeopleSection({ order }: { order: Order }) {
  const t = useText(peopleMessages)
  const [shown, setShown] = useState<Order | null>(null)
  const hide = useCallback(() => setShown(null), [])
  if (order.erasedAt)
    return (
      <div className="mb-6">
        <Banner tone="neutral" title={t.erased(shanghaiTime(order.erasedAt))}>
          {t.erasedText}
        </Banner>
      </div>
    )
  const why = whyNot(order, 'show-people')
  return (
    <>
      {shown && (
        <div className="mb-4">
          <Banner tone="warn" title={t.shown} action={<Button onClick={hide}>{t.hide}</Button>}>
            <Countdown onEnd={hide} />
          </Banner>
        </div>
      )}
      <OrderPeople order={shown ?? order} />
      {why !== 'nobody' && (
        <div className="-mt-2 mb-6 flex flex-wrap items-center gap-2">
          {why === null
            ? !shown && <ShowPeople orderId={order.id} onShown={setShown} />
            : why === 'managers-only' && <p className="text-small text-muted">{t.managersOnly}</p>}
          {whyNot(order, 'erase') === null && <ErasePeople orderId={order.id} />}
        </div>
      )}
    </>
  )
}

/** Countdown by the clock, because timers are throttled in background tabs. */
function Countdown({ onEnd }: { onEnd(): void }) {
  const t = useText(peopleMessages)
  const [end] = useState(() => Date.now() + SHOWN_SECONDS * 1_000)
  const [left, setLeft] = useState(SHOWN_SECONDS)
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1_000)
      if (seconds > 0) setLeft(seconds)
      else onEnd()
    }, 250)
    return () => clearInterval(timer)
  }, [end, onEnd])
  return <span className="tabular">{t.seconds(left)}</span>
}
