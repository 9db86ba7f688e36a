import { addDays, isDay } from '../../contract/days.ts'
import { daysOfPurchase } from '../../contract/purchase-steps.ts'
import { TextField } from '../../ui/field.tsx'
import { useLaterText } from './later-messages.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'

const LENGTHS = [1, 3, 5, 7, 15, 30]

/** The period on a separate screen. */
export function PeriodStep({ focus, ...step }: StepProps & { focus: boolean }) {
  const t = useLaterText()
  const { minDays, maxDays } = step.purchase.product.rules
  return (
    <>
      <StepHeading title={t.period} detail={t.limits(minDays, maxDays)} focus={focus} />
      <PeriodFields {...step} />
    </>
  )
}

export function PeriodFields({ purchase, draft, today, error, onChange }: StepProps) {
  const t = useLaterText()
  const { rules } = purchase.product
  const earliest = addDays(today, rules.earliestStartDays)
  const days = daysOfPurchase(draft)
  const start = isDay(draft.startDate)
    ? draft.startDate
    : addDays(today, Math.max(1, rules.earliestStartDays))
  const lengths = LENGTHS.filter((length) => length >= rules.minDays && length <= rules.maxDays)

  /** Changing the start date keeps the duration. */
  function begin(startDate: string): void {
    const endDate = days !== null && isDay(startDate) ? addDays(startDate, days - 1) : draft.endDate
    onChange((before) => ({ ...before, startDate, endDate }))
  }

  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t.start}
          type="date"
          required
          min={earliest}
          data-field="startDate"
          value={draft.startDate}
          error={error('startDate')}
          onChange={(event) => begin(event.target.value)}
        />
        <TextField
          label={t.end}
          type="date"
          required
          min={draft.startDate || earliest}
          data-field="endDate"
          value={draft.endDate}
          error={error('endDate')}
          onChange={(event) => onChange((before) => ({ ...before, endDate: event.target.value }))}
        />
      </div>
      <div role="group" aria-label={t.quick} className="mt-4 flex flex-wrap gap-2">
        {lengths.map((length) => (
          <button
            key={length}
            type="button"
            aria-pressed={days === length}
            onClick={() =>
              onChange((before) => ({
                ...before,
                startDate: start,
                endDate: addDays(start, length - 1),
              }))
            }
            className="h-11 rounded border border-line-strong px-4 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent"
          >
            {t.days(length)}
          </button>
        ))}
      </div>
      <p className="mt-4 text-base text-muted">{t.periodNote}</p>
    </>
  )
}
