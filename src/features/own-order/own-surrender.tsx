import { useState } from 'react'
import * as z from 'zod/mini'
import { problemOf } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { type OwnOrder, SurrenderOwnOrder } from '../../contract/own-order.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button } from '../../ui/button.tsx'
import { enterMoves } from '../../ui/enter-moves.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { actionMessages } from './action-messages.ts'
import { LastFourField } from './last-four-field.tsx'
import { useSurrender } from './queries.ts'

type Props = { token: string; order: OwnOrder }

const surrenderable = ({ policies }: OwnOrder) =>
  policies.filter(({ status }) => status === 'issued' || status === null)

/** Surrender: consequences first, then proof of the holder. */
export function OwnSurrender({ token, order }: Props) {
  const t = useText(actionMessages)
  const [asking, setAsking] = useState(false)
  const whyNot = order.surrender
    ? t.surrenderStands
    : surrenderable(order).length === 0
      ? t.surrenderNone
      : !order.holderKnown
        ? t.surrenderUnknown
        : null
  return (
    <Section title={t.surrender}>
      <p className="text-muted">{whyNot ?? t.surrenderIntro}</p>
      {!whyNot && (
        <Button size="large" className="mt-3 w-full" onClick={() => setAsking(true)}>
          {t.surrenderAsk}
        </Button>
      )}
      <Dialog title={t.surrenderAsk} open={asking} onClose={() => setAsking(false)} closeLabel={t.close}>
        <SurrenderForm token={token} order={order} onDone={() => setAsking(false)} />
      </Dialog>
    </Section>
  )
}

function SurrenderForm({ token, order, onDone }: Props & { onDone(): void }) {
  const t = useText(actionMessages)
  const { language } = useLanguage()
  const policies = surrenderable(order)
  // With several policies, none is selected by default. A group has no choice.
  const [chosen, setChosen] = useState(
    () => new Set(order.isGroup || policies.length === 1 ? policies.map(({ policyCode }) => policyCode) : []),
  )
  const [lastFour, setLastFour] = useState('')
  const surrender = useSurrender(token, onDone)
  const whole = chosen.size === order.policies.length
  const premium = policies
    .filter(({ policyCode }) => chosen.has(policyCode))
    .reduce<number | null>((sum, one) => (sum === null || one.premium === null ? null : sum + one.premium), 0)
  const begun = order.startDate !== null && order.startDate <= shanghaiDay(Date.now())

  function choose(policyCode: string, wanted: boolean) {
    const next = new Set(chosen)
    if (wanted) next.add(policyCode)
    else next.delete(policyCode)
    setChosen(next)
    surrender.reset()
  }
  const parsed = z.safeParse(SurrenderOwnOrder, {
    lastFour,
    ...(!whole && { policyCodes: [...chosen] }),
  })
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: surrender.error,
    ownWords: (code, path) => (path === 'policyCodes' && code === 'required' ? t.chooseOne : undefined),
  })
  function submit() {
    if (faults.press() && parsed.success && !surrender.isPending) surrender.mutate(parsed.data)
  }
  const unchosen = faults.error('policyCodes')
  const code = surrender.error ? problemOf(surrender.error).code : ''
  const why = code === '4001' ? t.why4001 : code === '1001' ? t.why1001 : undefined
  return (
    <Form
      name="own-surrender"
      onKeyDown={enterMoves}
      faults={faults}
      onSubmit={submit}
      className="flex flex-col gap-4"
    >
      <p>{order.byCredit ? t.consequenceCredit : t.consequence}</p>
      {begun && <Banner tone="warn" title={t.begun} />}
      {order.isGroup ? (
        <p>{t.wholeGroup}</p>
      ) : (
        policies.length > 1 && (
          <fieldset className="min-w-0" {...(unchosen && { 'aria-describedby': 'policies-error' })}>
            <legend className="mb-1 text-muted">{t.choosePolicies}</legend>
            <div className="flex max-h-60 flex-col overflow-y-auto">
              {policies.map(({ policyCode, insuredName, premium }) => (
                <Checkbox
                  key={policyCode}
                  label={
                    <>
                      {insuredName} <span className="tabular break-all text-muted">{policyCode}</span>{' '}
                      {premium !== null && <span className="tabular whitespace-nowrap">{yuan(premium)}</span>}
                    </>
                  }
                  data-field="policyCodes"
                  checked={chosen.has(policyCode)}
                  onChange={(event) => choose(policyCode, event.target.checked)}
                />
              ))}
            </div>
            {unchosen && (
              <p id="policies-error" className="mt-1 text-bad">
                {unchosen}
              </p>
            )}
          </fieldset>
        )
      )}
      {premium !== null && chosen.size > 0 && (
        <p aria-live="polite">{t.premiumOf(chosen.size, yuan(premium))}</p>
      )}
      <LastFourField
        value={lastFour}
        onChange={(next) => {
          setLastFour(next)
          surrender.reset()
        }}
        {...faults.at('lastFour')}
      />
      <FormAnswer title={code === 'too-many-requests' ? t.tooManyProofs : undefined} detail={why} />
      <div className="flex flex-col gap-3">
        <Button type="submit" look="danger" size="large" busy={surrender.isPending}>
          {chosen.size === 0 ? t.surrenderAsk : t.surrenderMany(chosen.size)}
        </Button>
        <Button size="large" onClick={onDone}>
          {t.cancel}
        </Button>
      </div>
    </Form>
  )
}
