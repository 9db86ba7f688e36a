import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { showOrder } from '../../api/order-queries.ts'
import { problemOf } from '../../api/problem-text.ts'
import { useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { surrenderOrder } from '../../contract/endpoints/orders.ts'
import { Order, type Policy } from '../../contract/orders.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { surrenderMessages } from './surrender-messages.ts'

/** Policies that can be surrendered: in force or with an unknown status. */
export function surrenderable(order: Order): Order['policies'] {
  return order.policies.filter(({ status }) => status === 'issued' || status === null)
}

export function SurrenderDialog({ order, open, onClose }: { order: Order; open: boolean; onClose(): void }) {
  const t = useText(surrenderMessages)
  return (
    <Dialog title={t.surrenderTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <SurrenderForm order={order} onClose={onClose} />
    </Dialog>
  )
}

function SurrenderForm({ order, onClose }: { order: Order; onClose(): void }) {
  const t = useText(surrenderMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const policies = surrenderable(order)
  const [chosen, setChosen] = useState(() => new Set(policies.map(({ policyCode }) => policyCode)))
  const whole = chosen.size === order.policies.length
  const surrender = useMutation({
    mutationFn: () =>
      call(surrenderOrder, {
        params: { id: order.id },
        body: whole ? {} : { policyCodes: [...chosen] },
      }),
    onSuccess: (next) => {
      void showOrder(client, next)
      onClose()
    },
  })
  const total = policies
    .filter(({ policyCode }) => chosen.has(policyCode))
    .reduce<number | null>((sum, { premium }) => (sum === null || premium === null ? null : sum + premium), 0)
  const code = surrender.error ? problemOf(surrender.error).code : ''
  const why = code === '4001' ? t.why4001 : code === '1001' ? t.why1001 : undefined
  const begun = order.startDate !== null && order.startDate <= shanghaiDay(Date.now())

  function choose(policyCode: string, wanted: boolean) {
    const next = new Set(chosen)
    if (wanted) next.add(policyCode)
    else next.delete(policyCode)
    setChosen(next)
    surrender.reset()
  }
  const faults = useFaults({
    language,
    found: new Map(chosen.size === 0 ? [['policyCodes', 'choose']] : []),
    failure: surrender.error,
  })
  const unchosen = faults.error('policyCodes')
  function submit() {
    if (faults.press() && !surrender.isPending) surrender.mutate()
  }
  return (
    <Form name="surrender" enter="moves" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p>{order.payType === 'credit' ? t.consequenceCredit : t.consequence}</p>
      {begun && <Banner tone="warn" title={t.begun} />}
      <fieldset className="min-w-0" {...(unchosen && { 'aria-describedby': 'policies-error' })}>
        <legend className="sr-only">{t.choosePolicies}</legend>
        {policies.length > 1 && (
          <div className="border-b border-line pb-2 text-muted">
            <Checkbox
              label={t.chooseAll}
              checked={chosen.size === policies.length}
              onChange={(event) =>
                setChosen(new Set(event.target.checked ? policies.map(({ policyCode }) => policyCode) : []))
              }
            />
          </div>
        )}
        <ul className="max-h-[260px] overflow-y-auto">
          {policies.map((policy) => (
            <li key={policy.policyCode} className="flex items-start gap-3 border-b border-line py-2">
              <div className="min-w-0 flex-1">
                {policies.length > 1 ? (
                  <Checkbox
                    label={<PolicyWords {...policy} />}
                    data-field="policyCodes"
                    checked={chosen.has(policy.policyCode)}
                    onChange={(event) => choose(policy.policyCode, event.target.checked)}
                  />
                ) : (
                  <PolicyWords {...policy} />
                )}
              </div>
              <Amount fen={policy.premium} />
            </li>
          ))}
        </ul>
        {unchosen && (
          <p id="policies-error" className="pt-2 text-small text-bad">
            {unchosen}
          </p>
        )}
        <p className="flex justify-between gap-3 pt-2" aria-live="polite">
          <span>{t.premiumOf(chosen.size)}</span>
          <strong>
            <Amount fen={total} />
          </strong>
        </p>
        <p className="text-small text-muted">{t.refundNote}</p>
      </fieldset>
      {order.platform?.isGroup && order.insured.length > 1 && <p>{t.wholeGroup}</p>}
      <FormAnswer detail={why} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="danger" busy={surrender.isPending}>
          {t.surrenderMany(chosen.size)}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </Form>
  )
}

function PolicyWords({ insuredName, policyCode }: Policy) {
  return (
    <>
      <span className="block wrap-anywhere">{insuredName}</span>
      <span className="tabular block text-small text-muted wrap-anywhere">{policyCode}</span>
    </>
  )
}
