import { useEffect, useEffectEvent, useState } from 'react'
import * as z from 'zod/mini'
import { problemOf } from '../../api/problem-text.ts'
import { useTrailPage } from '../../trail/trail.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { ProveHolder } from '../../contract/prove-holder.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { provenBefore, proveHolder } from './api.ts'
import { useLaterText } from './later-messages.ts'
import { SupportLine } from './seller-line.tsx'
import { WhomToCall } from './whom-to-call.tsx'
import { StepHeading } from './step-heading.tsx'

/** Asks for the holder's last four before people are shown, because links get forwarded. */
export default function ProveScreen({
  bearer,
  purchase,
  locked,
  onProven,
}: {
  bearer: string
  purchase: Purchase
  locked: NonNullable<Purchase['locked']>
  onProven(opened: Purchase): void
}) {
  const t = useLaterText()
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { product, draft } = purchase
  useTrailPage('prove')
  const onKept = useEffectEvent(onProven)
  useEffect(() => {
    // After a reload the tab may still hold its proof.
    Promise.resolve(provenBefore(bearer)).then(
      (opened) => opened && !opened.locked && onKept(opened),
      () => {},
    )
  }, [bearer])
  const plan = product.plans.find(({ planCode }) => planCode === draft.planCode)

  const parsed = z.safeParse(ProveHolder, { lastFour: typed })
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure,
    about: { 'wrong-last-four': 'lastFour' },
    ownWords: (code) => (code === 'wrong-last-four' ? t.proveWrong : t.proveShape),
  })

  async function submit(): Promise<void> {
    if (!faults.press() || !parsed.success || busy) return
    setFailure(null)
    setBusy(true)
    try {
      onProven(await proveHolder(bearer, parsed.data.lastFour))
    } catch (problem) {
      setFailure(problem)
    } finally {
      setBusy(false)
    }
  }
  const { code } = problemOf(failure)
  const title =
    code === 'too-many-requests'
      ? t.proveTooMany
      : code === 'proofs-closed'
        ? t.proveClosed(product.sellerName)
        : undefined

  return (
    <Form name="prove-purchase" faults={faults} onSubmit={() => void submit()} className="grid gap-5">
      <div>
        <StepHeading
          title={t.prove}
          detail={
            purchase.begun
              ? t.proveTyped(locked.holder, locked.people)
              : t.proveText(product.sellerName, locked.holder, locked.people)
          }
        />
        <DescriptionList
          items={[
            [t.product, product.productName],
            [t.chosenPlan, plan?.planName],
            [t.period, draft.startDate && draft.endDate && t.fromTo(draft.startDate, draft.endDate)],
          ]}
        />
      </div>
      <TextField
        label={locked.insured === null ? t.proveLabel : t.proveInsured(locked.insured)}
        hint={t.proveHint}
        required
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setFailure(null)
        }}
        {...faults.at('lastFour')}
      />
      <FormAnswer title={title} />
      <Button type="submit" look="primary" size="large" busy={busy}>
        {t.proveOpen}
      </Button>
      <p className="text-base text-muted">{t.proveNot(product.sellerName)}</p>
      <WhomToCall product={product} />
      <SupportLine number={purchase.supportNumber} />
    </Form>
  )
}
