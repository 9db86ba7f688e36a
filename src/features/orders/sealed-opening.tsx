import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { orderQuery, showOrder } from '../../api/order-queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import { useUserName } from '../../api/user-names.tsx'
import { endOpening, readSealed } from '../../contract/endpoints/sealed-orders.ts'
import type { Order } from '../../contract/orders.ts'
import type { SealedOpening as Opening, SealedRecord } from '../../contract/sealed-orders.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { ApproveOpeningButton } from './ask-opening.tsx'
import { sealedMessages } from './sealed-messages.ts'
import { SealedData } from './sealed-data.tsx'

/** The opening of a sealed order on a legal ground: waiting for its approval, or open to the two who asked and approved. */
export function SealedOpening({ order, opening }: { order: Order; opening: Opening }) {
  const t = useText(sealedMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const me = useSession()?.user.username
  const [record, setRecord] = useState<SealedRecord | null>(null)
  const show = useMutation({
    mutationFn: () => call(readSealed, { params: { id: order.id } }),
    onSuccess: (shown) => {
      setRecord(shown)
      return client.invalidateQueries(orderQuery(order.id))
    },
  })
  const end = useMutation({
    mutationFn: () => call(endOpening, { params: { id: order.id, opening: opening.id } }),
    onSuccess: (next) => showOrder(client, next),
  })
  // An open page closes at the end of the day, too.
  useEffect(() => {
    const timer = setTimeout(() => setRecord(null), Date.parse(opening.until) - Date.now())
    return () => clearTimeout(timer)
  }, [opening.until])
  const { requestedBy, approvedBy } = opening
  const asker = nameOf(requestedBy)
  const mine = requestedBy === me || approvedBy === me
  const title = approvedBy
    ? t.open(asker, nameOf(approvedBy))
    : requestedBy === me
      ? t.askedByMe
      : t.asked(asker)
  const until = shanghaiTime(opening.until)
  const failure = show.error ?? end.error
  return (
    <div className="mb-6 flex flex-col gap-3">
      <Banner
        tone={approvedBy ? 'info' : 'warn'}
        title={title}
        action={
          <span className="flex flex-wrap gap-2">
            {approvedBy === null && requestedBy !== me && (
              <ApproveOpeningButton orderId={order.id} opening={opening} name={asker} />
            )}
            {approvedBy !== null && mine && !record && (
              <Button busy={show.isPending} onClick={() => show.mutate()}>
                {t.show}
              </Button>
            )}
            <Button busy={end.isPending} onClick={() => end.mutate()}>
              {approvedBy ? t.end : requestedBy === me ? t.withdraw : t.refuse}
            </Button>
          </span>
        }
      >
        <p className="wrap-anywhere">{opening.ground === null ? t.groundGone : t.groundIs(opening.ground)}</p>
        <p className="tabular text-small text-muted">{approvedBy ? t.openUntil(until) : t.waits(until)}</p>
      </Banner>
      {failure && <ProblemBanner {...problemText(failure, language)} />}
      {record && <SealedData order={order} record={record} onHide={() => setRecord(null)} />}
    </div>
  )
}
