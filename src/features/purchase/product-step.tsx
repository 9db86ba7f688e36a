import { fromWords } from '../../lib/price-words.ts'
import { InsurerLogo } from '../../ui/insurer-logo.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DocumentLinks } from './document-links.tsx'
import { messages } from './messages.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'

export function ProductStep({
  purchase,
  draft,
  error,
  onChange,
  onDocument,
  focus,
}: StepProps & { onDocument(id: string): void; focus: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { product } = purchase
  const fault = error('planCode')
  return (
    <>
      <StepHeading
        title={product.productName}
        mark={<InsurerLogo path={product.insurerLogo} />}
        focus={focus}
      />
      <fieldset {...(fault && { 'aria-describedby': 'plan-fault' })}>
        <legend className="mb-2 font-semibold">{t.plan}</legend>
        <div className="grid gap-2">
          {product.plans.map((plan) => (
            <label
              key={plan.planCode}
              className="flex h-auto! min-h-14 items-center gap-3 rounded border border-line-strong bg-raised px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="planCode"
                data-field="planCode"
                className="size-5 shrink-0 accent-accent"
                checked={draft.planCode === plan.planCode}
                onChange={() => onChange((before) => ({ ...before, planCode: plan.planCode }))}
              />
              <span className="min-w-0 flex-1 break-words">{plan.planName}</span>
              {plan.minPrice !== null && (
                <span className="tabular text-right text-base text-muted">
                  {fromWords(plan.minPrice, language)}
                </span>
              )}
            </label>
          ))}
        </div>
        {product.plans.length === 0 && <p className="text-muted">{t.noPlans}</p>}
        {fault && (
          <p id="plan-fault" className="mt-2 text-base text-bad">
            {fault}
          </p>
        )}
      </fieldset>
      <p className="mt-3 text-base text-muted">{t.priceNote}</p>
      <DocumentLinks documents={product.documents} onDocument={onDocument} />
    </>
  )
}
