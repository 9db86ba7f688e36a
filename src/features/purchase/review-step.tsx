import type { ReactNode } from 'react'
import { MAIL_CONSENT } from '../../contract/mail-consent.ts'
import { CARD_TYPE_WORDS, RELATION_WORDS } from '../../contract/people-words.ts'
import { fieldWords } from '../../contract/problems.ts'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import { consentsOf } from '../../contract/purchase-rules.ts'
import { daysOfPurchase, stepOfField } from '../../contract/purchase-steps.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { planWords } from '../../lib/plan-words.ts'
import { priceWords } from '../../lib/price-words.ts'
import { type OnConsent, useConsents } from './consents.ts'
import { DocumentLink } from './document-links.tsx'
import { expectedPrice, SECOND_COVER } from './draft.ts'
import { useLaterText } from './later-messages.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'
import { Tick } from './tick.tsx'

type Props = StepProps & {
  focus: boolean
  consents: ReadonlySet<string>
  onConsent: OnConsent
  /** Places of the insured who have cover here on overlapping days. */
  covered: ReadonlySet<number>
  onDocument(id: string): void
  onStep(step: PurchaseStep): void
}

/** Review of all entries, and the consents. */
export function ReviewStep({
  purchase,
  draft,
  today,
  focus,
  faults,
  error,
  consents,
  onConsent,
  covered,
  onDocument,
  onStep,
}: Props) {
  const t = useLaterText()
  const { language } = useLanguage()
  const { product } = purchase
  const plan = product.plans.find(({ planCode }) => planCode === draft.planCode)
  const days = daysOfPurchase(draft)
  const { holder } = draft
  const price = expectedPrice(draft, product)
  const [fault] = faults.keys()
  const { document, title, words, give } = useConsents(product, onConsent, draft.holder.email)

  function consentLabel(id: string): ReactNode {
    const one = document(id)
    if (!one) return words(id)
    return (
      <>
        {t.iHaveRead}
        <DocumentLink
          document={one}
          onDocument={onDocument}
          className="-my-2 inline py-2 text-accent underline underline-offset-4"
        >
          {t.quoted(title(id))}
        </DocumentLink>
        {t.andAgree}
      </>
    )
  }

  return (
    <>
      <StepHeading title={t.review} detail={t.reviewText} focus={focus} />
      {fault !== undefined && (
        <div className="mb-4">
          <Banner
            tone="warn"
            title={t.incomplete}
            action={
              <Button size="large" onClick={() => onStep(stepOfField(fault))}>
                {t.amend}
              </Button>
            }
          >
            {fieldWords(faults.get(fault) ?? '', language)}
          </Banner>
        </div>
      )}
      <Block title={t.product} onAmend={() => onStep('product')}>
        <DescriptionList
          items={[
            [t.product, product.productName],
            [t.chosenPlan, plan?.planName],
            [t.insurer, product.insurerName],
            [t.seller, product.sellerName],
          ]}
        />
      </Block>
      <Block title={t.period} onAmend={() => onStep('period')}>
        <p className="tabular">{t.fromTo(draft.startDate, draft.endDate)}</p>
        {days !== null && <p className="text-base text-muted">{t.days(days)}</p>}
      </Block>
      <Block title={t.holder} personal onAmend={() => onStep('people')}>
        <p className="break-words">{holder.name}</p>
        <p className="text-base break-words text-muted tabular">
          {CARD_TYPE_WORDS[holder.cardType][language]} {holder.cardNo}
        </p>
        <p className="text-base break-words text-muted tabular">
          {[holder.mobile, holder.email].filter(Boolean).join(' · ')}
        </p>
      </Block>
      <Block
        title={`${t.insured} · ${t.people(draft.insured.length)}`}
        personal
        onAmend={() => onStep('people')}
      >
        <ol className="divide-y divide-line">
          {draft.insured.map((person) => (
            <li key={person.key} className="py-1.5">
              <p className="break-words">
                {person.name}
                <span className="ml-2 text-base text-muted">
                  {person.relation && RELATION_WORDS[person.relation][language]}
                </span>
              </p>
              <p className="text-base break-words text-muted tabular">
                {CARD_TYPE_WORDS[person.cardType][language]} {person.cardNo}
              </p>
            </li>
          ))}
        </ol>
      </Block>
      <fieldset className="border-t border-line pt-4">
        <legend className="sr-only">{t.consents}</legend>
        {[
          // The customer gave this consent on the previous screen.
          ...consentsOf(product.documents, draft, today).filter((id) => id !== 'notice'),
          // Never required, and only with an address.
          ...(draft.holder.email ? [MAIL_CONSENT] : []),
        ].map((id) => (
          <Tick
            key={id}
            field={`consents.${id}`}
            label={consentLabel(id)}
            checked={consents.has(id)}
            onChange={(given) => give(id, given)}
            error={error(`consents.${id}`)}
          />
        ))}
      </fieldset>
      {covered.size > 0 && (
        <div className="mt-4">
          <Banner tone="warn" title={t.secondCover}>
            <ul data-personal className="list-disc pl-5">
              {[...covered].map((place) => (
                <li key={place}>{draft.insured[place]?.name}</li>
              ))}
            </ul>
            <p>{t.secondCoverText}</p>
          </Banner>
          <Tick
            field={`consents.${SECOND_COVER}`}
            label={words(SECOND_COVER)}
            checked={consents.has(SECOND_COVER)}
            onChange={(given) => give(SECOND_COVER, given)}
            error={error(`consents.${SECOND_COVER}`)}
          />
        </div>
      )}
      <p className="mt-4 text-base text-muted">
        {t.cashierNote}
        {language === 'en' && ' '}
        {price?.kind === 'expected' ? priceWords(price, language).note : t.cashierDecides}
      </p>
      {plan && (
        <div className="mt-4">
          <Banner tone="info" title={planWords(language).choose(plan.planName)} />
        </div>
      )}
    </>
  )
}

function Block({
  title,
  personal = false,
  onAmend,
  children,
}: {
  title: string
  /** Masked in recordings. */
  personal?: boolean
  onAmend(): void
  children: ReactNode
}) {
  const t = useLaterText()
  return (
    <section aria-label={title} className="border-t border-line py-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{title}</h2>
        <Button size="large" look="quiet" className="-mr-5" onClick={onAmend} aria-label={t.amendWhat(title)}>
          {t.amend}
        </Button>
      </div>
      <div data-personal={personal || undefined}>{children}</div>
    </section>
  )
}
