import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { productsQuery } from '../../api/shared-queries.ts'
import { showOrder } from '../../api/order-queries.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { addDays, isDay, shanghaiDay } from '../../contract/days.ts'
import * as paths from '../../contract/paths.ts'
import { changeOrder, readOrder } from '../../contract/endpoints/orders.ts'
import { ChangeOrder, type ChangeKind } from '../../contract/order-change.ts'
import type { Explained } from '../../contract/explained.ts'
import type { Order } from '../../contract/orders.ts'
import { emptyInsured } from '../../contract/people-empty.ts'
import { withIdentity, withoutEmpty } from '../../contract/people-form.ts'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { daysOfPurchase } from '../../contract/purchase-steps.ts'
import { announce, focusResult } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { enterMoves } from '../../ui/enter-moves.ts'
import { Checkbox, Segmented } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ExplainedField } from '../../people/explained-field.tsx'
import { PeriodField, usePeriodWords } from '../../people/period-field.tsx'
import { ChangeCompare } from './change-compare.tsx'
import { changeMessages } from './change-messages.ts'
import { ChangePeople } from './change-people.tsx'
import { ChoosePolicies } from './choose-policies.tsx'
import { peopleOn, surrenderable } from './surrender-choice.ts'

/** Null while the field's text is not a day. */
const dayIn = (text: string) => (isDay(text) ? text : null)

/** The form of a change: whose policies are surrendered, what is sold instead, and the consequences, before anything is sent. */
export function ChangeForm({ order }: { order: Order }) {
  const t = useText(changeMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const policies = surrenderable(order)
  const today = shanghaiDay(Date.now())
  const [kind, setKind] = useState<ChangeKind>('people')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(policies.length === 1 ? policies.map(({ policyCode }) => policyCode) : []),
  )
  const [people, setPeople] = useState<readonly InsuredForm[]>(() => [emptyInsured()])
  const [period, setPeriod] = useState({ startDate: '', endDate: '' })
  const [confirmed, setConfirmed] = useState(false)
  const [explained, setExplained] = useState<Explained | ''>('')
  const product = useQuery(productsQuery).data?.items.find(
    ({ productCode }) => productCode === order.productCode,
  )
  const days = daysOfPurchase(period)
  const soldDays = daysOfPurchase({ startDate: order.startDate ?? '', endDate: order.endDate ?? '' })
  const whole = chosen.size === order.policies.length
  const body = {
    kind,
    ...(!whole && { policyCodes: [...chosen] }),
    ...(confirmed && { confirmed }),
    ...(explained && { explained }),
    ...(kind === 'people' ? { insured: people.map(({ key: _key, ...one }) => withoutEmpty(one)) } : period),
  }
  const parsed = z.safeParse(ChangeOrder, body)
  const change = useMutation({
    mutationFn: (wanted: ChangeOrder) => call(changeOrder, { params: { id: order.id }, body: wanted }),
    onSuccess: async (next) => {
      await showOrder(client, next)
      const made = next.replacedBy.at(-1)
      announce(made && !next.openChange ? t.done : t.unfinished)
      void navigate(paths.to(paths.order, { id: made && !next.openChange ? made : order.id }))
    },
    onError: async () => {
      // The surrender may have been sent. If so, the order's page offers the remaining steps.
      const now = await call(readOrder, { params: { id: order.id } }).catch(() => null)
      if (!now?.openChange) return
      await showOrder(client, now)
      await navigate(paths.to(paths.order, { id: order.id }))
      focusResult(t.unfinished)
    },
  })
  const found = issuesOf(parsed.error)
  found.delete('policyCodes')
  if (chosen.size === 0) found.set('policyCodes', 'choose')
  const periodWords = usePeriodWords(period)
  const faults = useFaults({
    language,
    found,
    failure: change.error,
    placeOf: (path) => (path === 'endDate' ? 'startDate' : path),
    ownWords: (code, path) => (path === 'policyCodes' ? t.chooseWhom : periodWords(code, path)),
  })
  const picked = policies.filter(({ policyCode }) => chosen.has(policyCode))
  const leaving = peopleOn(order, picked)
  const odd = [...faults.shown.keys()].some((path) => path.startsWith('insured')) || confirmed
  function submit() {
    if (faults.press() && parsed.success && !change.isPending) change.mutate(parsed.data)
  }
  return (
    <Form
      name="change-order"
      onKeyDown={enterMoves}
      faults={faults}
      onSubmit={submit}
      className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_272px]"
    >
      <div className="min-w-0">
        <Section title={t.kind}>
          <Segmented<ChangeKind>
            label={t.kind}
            hideLabel
            value={kind}
            onChange={setKind}
            options={[
              { value: 'people', label: t.people },
              { value: 'dates', label: t.dates },
            ]}
          />
        </Section>
        <Section title={t.whom}>
          <ChoosePolicies
            order={order}
            policies={policies}
            chosen={chosen}
            fault={faults.error('policyCodes')}
            onChange={(next) => {
              setChosen(next)
              change.reset()
            }}
          />
        </Section>
        {kind === 'people' ? (
          <ChangePeople
            people={people}
            codes={faults.codes}
            onChange={(n, next) =>
              setPeople((now) => now.map((one, at) => (at === n ? withIdentity(one, next) : one)))
            }
            onPeople={setPeople}
          >
            {odd && (
              <Checkbox
                label={t.oddConfirm}
                checked={confirmed}
                onChange={(event) => setConfirmed(event.target.checked)}
              />
            )}
          </ChangePeople>
        ) : (
          <Section title={t.newDates}>
            <PeriodField
              {...period}
              today={today}
              earliest={addDays(today, product?.rules.earliestStartDays ?? 0)}
              days={days}
              // Most new dates keep the length that was sold.
              lengths={soldDays === null ? [] : [soldDays]}
              error={faults.error('startDate')}
              onChange={setPeriod}
            />
          </Section>
        )}
        <ExplainedField value={explained} error={faults.error('explained')} onChange={setExplained} />
      </div>
      <aside
        aria-label={t.compare}
        className="border-line max-lg:border-t max-lg:py-5 lg:sticky lg:top-4 lg:h-fit lg:rounded lg:border lg:bg-raised lg:p-4"
      >
        <h2 className="mb-2 text-large">{t.compare}</h2>
        <ChangeCompare
          order={order}
          product={product}
          picked={picked}
          leaving={leaving}
          arriving={kind === 'people' ? people.length : leaving}
          period={
            kind === 'people'
              ? { start: order.startDate, end: order.endDate }
              : { start: dayIn(period.startDate), end: dayIn(period.endDate) }
          }
        />
        <FormAnswer className="mt-4" />
        <div className="mt-4 flex flex-wrap gap-2 lg:flex-col">
          <Button
            type="submit"
            look={leaving > 0 ? 'danger' : 'secondary'}
            busy={change.isPending}
            className="lg:w-full"
          >
            {t.submit(leaving)}
          </Button>
          <Button
            className="lg:w-full"
            onClick={() => void navigate(paths.to(paths.order, { id: order.id }))}
          >
            {t.cancel}
          </Button>
        </div>
      </aside>
    </Form>
  )
}
