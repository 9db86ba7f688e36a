import { useLaterText } from './later-messages.ts'
import { PeriodFields } from './period-step.tsx'
import type { StepProps } from './step-props.ts'

/** The period as a part of the first screen, which few plans leave room for. */
export default function PeriodPart(step: StepProps) {
  const t = useLaterText()
  const { minDays, maxDays } = step.purchase.product.rules
  return (
    <section aria-label={t.period}>
      <h2 className="mb-2 flex items-baseline justify-between gap-3 font-semibold">
        {t.period}
        <span className="text-base font-normal text-muted">{t.limits(minDays, maxDays)}</span>
      </h2>
      <PeriodFields {...step} />
    </section>
  )
}
