import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { useTrailPage } from '../../api/trail.ts'
import { ProveHolder } from '../../contract/own-order.ts'
import type { Purchase } from '../../contract/purchases.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { proveHolder } from './api.ts'
import { useLaterText } from './later-messages.ts'
import { SellerLine } from './seller-line.tsx'
import { StepHeading } from './step-heading.tsx'

/** A link with people filled in is passed on: it shows them to who knows the holder's document or mobile. */
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
  const [fault, setFault] = useState<string>()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { product, draft } = purchase
  useTrailPage('prove')
  const plan = product.plans.find(({ planCode }) => planCode === draft.planCode)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const field = event.currentTarget.querySelector('input')
    const parsed = z.safeParse(ProveHolder, { lastFour: typed })
    setProblem(null)
    setFault(parsed.success ? undefined : t.proveShape)
    if (!parsed.success) return field?.focus()
    setBusy(true)
    try {
      onProven(await proveHolder(bearer, parsed.data.lastFour))
    } catch (failure) {
      const wrong = problemOf(failure).code === 'wrong-last-four'
      if (!wrong) return setProblem(failure)
      setFault(t.proveWrong)
      field?.focus()
    } finally {
      setBusy(false)
    }
  }

  function refusalText(refusal: unknown) {
    const { code } = problemOf(refusal)
    if (code === 'too-many-requests') return { title: t.proveTooMany }
    if (code === 'proofs-closed') return { title: t.proveClosed(product.sellerName) }
    return problemText(refusal, language)
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <div>
        <SellerLine product={product} />
        <StepHeading title={t.prove} detail={t.proveText(product.sellerName, locked.holder, locked.people)} />
        <DescriptionList
          items={[
            [t.product, product.productName],
            [t.plan, plan?.planName],
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
        onChange={(event) => setTyped(event.target.value)}
        error={fault}
      />
      {problem !== null && <ProblemBanner {...refusalText(problem)} />}
      <Button type="submit" look="primary" size="large" busy={busy}>
        {t.proveOpen}
      </Button>
      <p className="text-base text-muted">{t.proveNot(product.sellerName)}</p>
    </form>
  )
}
