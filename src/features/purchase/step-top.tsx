import type { SavingState } from '../../api/autosave.ts'
import { PURCHASE_STEPS } from '../../contract/purchase-steps.ts'
import { BackIcon } from '../../ui/icons.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Step number, back button and save status. */
export function StepTop({
  at,
  of,
  saving,
  onBack,
}: {
  /** From 1. */
  at: number
  of: number
  saving: SavingState | null
  onBack(): void
}) {
  const t = useText(messages)
  return (
    <>
      <div
        role="img"
        aria-label={t.stepOf(at, of)}
        // Fixed columns: nothing moves while the browser still parses the document.
        className={`-mt-3 mb-3 grid gap-1 ${of === PURCHASE_STEPS.length ? 'grid-cols-5' : 'grid-cols-4'}`}
      >
        {Array.from({ length: of }, (_, place) => (
          <span key={place} className={`h-1 rounded-full ${place < at ? 'bg-accent' : 'bg-line'}`} />
        ))}
      </div>
      {(at > 1 || saving === 'not-saved') && (
        <div className="mb-2 flex min-h-11 items-center gap-3 text-base text-muted">
          {at > 1 && <BackButton onBack={onBack} />}
          <span role="status" className={`ml-auto ${saving === 'not-saved' ? 'text-warn' : ''}`}>
            {saving && t[saving]}
          </span>
        </div>
      )}
    </>
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
