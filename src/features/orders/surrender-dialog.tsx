import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { Order, type Policy } from '../../contract/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { actionMessages } from './action-messages.ts'

/** Policies that a surrender may be asked for: in force, or of a state that only the platform can judge. */
export function surrenderable(order: Order): Policy[] {
  return order.policies.filter(({ status }) => status === 'issued' || status === null)
}

export function SurrenderDialog({ order, open, onClose }: { order: Order; open: boolean; onClose(): void }) {
  const t = useText(actionMessages)
  return (
    <Dialog title={t.surrenderTitle} open={open} onClose={onClose} closeLabel={t.close}>
      <SurrenderForm order={order} onClose={onClose} />
    </Dialog>
  )
}

function SurrenderForm({ order, onClose }: { order: Order; onClose(): void }) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const policies = surrenderable(order)
  const [chosen, setChosen] = useState(() => new Set(policies.map(({ policyCode }) => policyCode)))
  const whole = chosen.size === order.policies.length
  const surrender = useMutation({
    mutationFn: () =>
      request(Order, `/api/orders/${order.id}/surrender`, {
        method: 'POST',
        body: whole ? {} : { policyCodes: [...chosen] },
      }),
    onSuccess: (next) => {
      client.setQueryData(['orders', 'one', order.id], next)
      onClose()
    },
  })
  const code = surrender.error ? problemOf(surrender.error).code : ''
  const why = code === '4001' ? t.why4001 : code === '1001' ? t.why1001 : null
  const begun = order.startDate !== null && order.startDate <= shanghaiDay(Date.now())

  function choose(policyCode: string, wanted: boolean) {
    const next = new Set(chosen)
    if (wanted) next.add(policyCode)
    else next.delete(policyCode)
    setChosen(next)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (chosen.size > 0 && !surrender.isPending) surrender.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {surrender.error && (
        <div>
          <ProblemBanner {...problemText(surrender.error, language)} />
          {why && <p className="mt-2">{why}</p>}
        </div>
      )}
      <p>{order.payType === 'credit' ? t.consequenceCredit : t.consequence}</p>
      {begun && <Banner tone="warn" title={t.begun} />}
      {policies.length > 1 ? (
        <fieldset className="min-w-0">
          <legend className="mb-1 text-muted">{t.choosePolicies}</legend>
          <div className="flex max-h-60 flex-col gap-1 overflow-y-auto">
            {policies.map(({ policyCode, insuredName }) => (
              <Checkbox
                key={policyCode}
                label={
                  <>
                    {insuredName} <span className="tabular text-muted">{policyCode}</span>
                  </>
                }
                checked={chosen.has(policyCode)}
                onChange={(event) => choose(policyCode, event.target.checked)}
              />
            ))}
          </div>
        </fieldset>
      ) : (
        <p>
          {policies[0]?.insuredName} <span className="tabular text-muted">{policies[0]?.policyCode}</span>
        </p>
      )}
      {order.platform?.isGroup && order.insured.length > 1 && <p>{t.wholeGroup}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="danger" busy={surrender.isPending} disabled={chosen.size === 0}>
          {chosen.size === 0 ? t.chooseOne : t.surrenderMany(chosen.size)}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  )
}
