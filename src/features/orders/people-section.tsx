import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { AskOpeningButton } from './ask-opening.tsx'
import { messages } from './messages.ts'
import { peopleMessages } from './people-messages.ts'
import { PeopleTable } from './people-table.tsx'
import { SealedOpening } from './sealed-opening.tsx'
import { ShowPeople } from './show-people.tsx'

const SHOWN_SECONDS = 60

/** The order's people, masked. Shown in full for one minute with a reason and the role. */
export function PeopleSection({
  order,
  actions,
}: {
  order: Order
  actions(chosen: ReadonlySet<string>, forget: () => void): ReactNode
}) {
  const t = useText(peopleMessages)
  const words = useText(messages)
  const [shown, setShown] = useState<Order | null>(null)
  const isAdmin = useSession()?.user.role === 'admin'
  const hide = useCallback(() => setShown(null), [])
  if (order.erasedAt)
    return (
      <>
        <div className="mb-6">
          <Banner
            tone="neutral"
            title={(order.keptUntil ? t.sealed : t.erased)(shanghaiTime(order.erasedAt))}
            action={isAdmin && order.keptUntil && !order.opening && <AskOpeningButton orderId={order.id} />}
          >
            {order.keptUntil ? t.sealedText(order.keptUntil) : t.erasedText}
          </Banner>
        </div>
        {order.opening && <SealedOpening order={order} opening={order.opening} />}
      </>
    )
  const why = whyNot(order, 'show-people')
  return (
    <Section
      title={words.peoplePolicies}
      plain
      aside={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {why === null
            ? !shown && <ShowPeople orderId={order.id} onShown={setShown} />
            : why === 'managers-only' && <span className="text-small text-muted">{t.managersOnly}</span>}
          <ButtonLink to={paths.to(paths.roster, { id: order.id })} look="quiet">
            {words.roster}
          </ButtonLink>
        </span>
      }
    >
      {shown && (
        <div className="mb-4">
          <Banner tone="warn" title={t.shown} action={<Button onClick={hide}>{t.hide}</Button>}>
            <Countdown onEnd={hide} />
          </Banner>
        </div>
      )}
      <PeopleTable order={shown ?? order} actions={actions} />
    </Section>
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
