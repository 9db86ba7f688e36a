import { fromWords } from '../../lib/price-words.ts'
import { InsurerLogo } from '../../ui/insurer-logo.tsx'
import { PhoneIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { hrefOf } from '../../ui/phone-link.tsx'
import { DocumentLinks } from './document-links.tsx'
import { messages } from './messages.ts'
import { PlanCover } from './plan-cover.tsx'
import { stepsOf } from './shown-steps.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'

type Props = StepProps & {
  onDocument(id: string): void
  focus: boolean
  consents: ReadonlySet<string>
  /** Ids of the documents that were opened. */
  read: ReadonlySet<string>
}

/** The product: cover, insurer and lowest price. */
export function ProductStep({ purchase, draft, error, onChange, onDocument, focus, consents, read }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { product } = purchase
  const { insurerName, sellerName, sellerPhone, rules, cover } = product
  const fault = error('planCode')
  return (
    <>
      <div className="flex items-start">
        <div className="min-w-0 flex-1">
          <StepHeading
            title={product.productName}
            detail={
              <span className="block text-base">
                {insurerName && <span className="block">{t.underwrittenBy(insurerName)}</span>}
                {t.soldBy(sellerName)}
              </span>
            }
            mark={<InsurerLogo path={product.insurerLogo} />}
            focus={focus}
          />
        </div>
        {sellerPhone && (
          <a
            href={hrefOf(sellerPhone)}
            aria-label={`${t.callSeller} ${sellerPhone}`}
            className="-mr-3 grid size-11 shrink-0 place-items-center rounded text-accent"
          >
            <PhoneIcon size={20} />
          </a>
        )}
      </div>
      <fieldset {...(fault && { 'aria-describedby': 'plan-fault' })}>
        <legend className="mb-2 flex w-full items-baseline justify-between gap-3 font-semibold">
          {t.plan}
          {stepsOf(product).includes('period') && (
            <span className="text-base font-normal text-muted">
              {t.dayRange(rules.minDays, rules.maxDays)}
            </span>
          )}
        </legend>
        <div className="grid gap-2">
          {product.plans.map((plan) => (
            <label
              key={plan.planCode}
              className="block h-auto! rounded border border-line-strong bg-raised px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <span className="flex items-center gap-3">
                <input
                  type="radio"
                  name="planCode"
                  data-field="planCode"
                  className="size-5 shrink-0 accent-accent"
                  checked={draft.planCode === plan.planCode}
                  onChange={() => onChange((before) => ({ ...before, planCode: plan.planCode }))}
                />
                <span className="min-w-0 flex-1 font-semibold break-words">{plan.planName}</span>
                {plan.minPrice !== null && (
                  <span className="tabular text-right text-base text-muted">
                    {fromWords(plan.minPrice, language)}
                  </span>
                )}
              </span>
              {cover && <PlanCover cover={cover} planCode={plan.planCode} />}
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
      {cover && (
        <section aria-label={t.notCovered} className="mt-6">
          <h2 className="mb-1 font-semibold">{t.notCovered}</h2>
          <ul className="list-disc pl-5 text-base text-muted">
            {cover.exclusions[language]
              .split('\n')
              .filter(Boolean)
              .map((one) => (
                <li key={one}>{one}</li>
              ))}
          </ul>
        </section>
      )}
      <DocumentLinks product={product} onDocument={onDocument} consents={consents} read={read} />
    </>
  )
}
