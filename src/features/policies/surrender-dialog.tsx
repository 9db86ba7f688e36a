import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemOf } from '../../api/problem-text.ts'
import { useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { surrenderOrder } from '../../contract/endpoints/orders.ts'
import type { Order } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'
import { focusResult } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { enterMoves } from '../../ui/enter-moves.ts'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ChoosePolicies } from './choose-policies.tsx'
import { peopleOn, premiumOf, surrenderable } from './surrender-choice.ts'
import { surrenderMessages } from './surrender-messages.ts'

type Props = {
  order: Order
  /** Policies chosen before. */
  chosen: ReadonlySet<string>
  onClose(): void
}

export function SurrenderDialog({ open, ...props }: Props & { open: boolean }) {
  const t = useText(surrenderMessages)
  return (
    <Dialog title={t.surrenderTitle} open={open} onClose={props.onClose} closeLabel={t.close}>
      <SurrenderForm {...props} />
    </Dialog>
  )
}

function SurrenderForm({ order, chosen: before, onClose }: Props) {
  const t = useText(surrenderMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const policies = surrenderable(order)
  // One click must not end the cover of many people, so with several policies none is selected by default.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        policies
          .map(({ policyCode }) => policyCode)
          .filter((code) => policies.length === 1 || before.has(code)),
      ),
  )
  const whole = chosen.size === order.policies.length
  const surrender = useMutation({
    mutationFn: () =>
      call(surrenderOrder, {
        params: { id: order.id },
        body: whole ? {} : { policyCodes: [...chosen] },
      }),
    onSuccess: async (next) => {
      await showOrder(client, next)
      onClose()
      focusResult(t.requested(people))
    },
  })
  const picked = policies.filter(({ policyCode }) => chosen.has(policyCode))
  const people = peopleOn(order, picked)
  const code = surrender.error ? problemOf(surrender.error).code : ''
  const why = code === '4001' ? t.why4001 : code === '1001' ? t.why1001 : undefined
  const begun = order.startDate !== null && order.startDate <= shanghaiDay(Date.now())
  const faults = useFaults({
    language,
    found: new Map(chosen.size === 0 ? [['policyCodes', 'choose']] : []),
    failure: surrender.error,
  })
  function submit() {
    if (faults.press() && !surrender.isPending) surrender.mutate()
  }
  return (
    <Form
      name="surrender"
      onKeyDown={enterMoves}
      faults={faults}
      onSubmit={submit}
      className="flex flex-col gap-4"
    >
      <p>{order.payType === 'credit' ? t.consequenceCredit : t.consequence}</p>
      {begun && <Banner tone="warn" title={t.begun} />}
      <ChoosePolicies
        order={order}
        policies={policies}
        chosen={chosen}
        fault={faults.error('policyCodes')}
        onChange={(next) => {
          setChosen(next)
          surrender.reset()
        }}
      />
      <div>
        <p className="flex justify-between gap-3" aria-live="polite">
          <span>{t.premiumOf(picked.length, people)}</span>
          <strong>
            <Amount fen={premiumOf(picked)} />
          </strong>
        </p>
        <p className="text-small text-muted">{t.refundNote}</p>
      </div>
      {order.platform?.isGroup && order.insured.length > 1 && <p>{t.wholeGroup}</p>}
      <FormAnswer detail={why} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="danger" busy={surrender.isPending}>
          {people === 0 ? t.surrenderTitle : t.surrenderMany(people)}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </Form>
  )
}
