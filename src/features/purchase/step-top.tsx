import type { SavingState } from '../../api/autosave.ts'
import { PURCHASE_STEPS, type PurchaseStep } from '../../contract/purchases.ts'
import { BackIcon } from '../../ui/icons.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Step number, back button and save status. */
export function StepTop({
  step,
  saving,
  onBack,
}: {
  step: PurchaseStep
  saving: SavingState | null
  onBack(): void
}) {
  const t = useText(messages)
  const at = PURCHASE_STEPS.indexOf(step) + 1
  return (
    <div className="mb-2 flex min-h-11 items-center gap-3 text-base text-muted">
      {at > 1 && <BackButton onBack={onBack} />}
      <span>{t.stepOf(at, PURCHASE_STEPS.length)}</span>
      <span role="status" className={`ml-auto ${saving === 'not-saved' ? 'text-warn' : ''}`}>
        {saving && t[saving]}
      </span>
    </div>
  )
}

export function BackButton({ onBack }: { onBack(): void }) {
  const t = useText(messages)
  return (
    <button
      type="button"
      onClick={onBack}
      className="-ml-3 inline-flex h-11 items-center gap-1 rounded px-3 hover:text-ink"
    >
      <BackIcon />
      {t.back}
    </button>
  )
}
