import type { SavingState } from '../../api/autosave.ts'
import { problemOf } from '../../api/problem-text.ts'
import type { Duplicate } from '../../contract/copies.ts'
import * as paths from '../../contract/paths.ts'
import type { Product } from '../../contract/products.ts'
import { priceWords } from '../../lib/price-words.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { DayRange } from '../../ui/day-range.tsx'
import { FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList } from '../../ui/layout.tsx'
import { Duplicates } from './duplicates.tsx'
import { fieldName } from './field-name.ts'
import { messages } from './messages.ts'
import { daysOf, expectedPrice, fieldOf, ordersNeeded, type SaleForm } from './sale-form.ts'

type Props = {
  form: SaleForm
  product: Product | undefined
  faults: ReadonlyMap<string, string>
  saving: SavingState
  /** The running action. The other button waits. */
  doing: 'place' | 'hand-over' | null
  failure: Error | null
  duplicates: readonly Duplicate[]
  error(path: string): string | undefined
  onSecondCover(given: boolean): void
  onHandOver(): void
  onFocus(path: string): void
  onAsNew(): void
}

const SHOWN = 5

/** Sticky summary: product, people, amount and missing fields. */
export function SaleSummary({
  form,
  product,
  faults,
  saving,
  doing,
  failure,
  duplicates,
  error,
  onSecondCover,
  onHandOver,
  onFocus,
  onAsNew,
}: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const plan = product?.plans.find(({ planCode }) => planCode === form.planCode)
  const days = daysOf(form)
  const price = expectedPrice(form, product)
  const said = price && priceWords(price, language)
  const orders = ordersNeeded(form, product)
  const missing = [...new Set([...faults.keys()].map(fieldOf))]
  const savingWord = { saved: t.saved, saving: t.saving, 'not-saved': t.notSaved }[saving]
  const { code, orderId, linkId, batchId } = problemOf(failure)
  const reused = failure !== null && code === 'key-reused'
  return (
    <aside
      aria-label={t.summary}
      data-bar
      className="border-line bg-raised max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:border-t max-lg:px-5 max-lg:py-3 lg:sticky lg:top-4 lg:h-fit lg:rounded lg:border lg:p-4"
    >
      <div className="max-lg:hidden">
        <p className="mb-3 flex justify-between gap-3">
          <strong>{t.summary}</strong>
          <span role="status" className={`text-small ${saving === 'not-saved' ? 'text-warn' : 'text-muted'}`}>
            {savingWord}
          </span>
        </p>
        <DescriptionList
          items={[
            [t.chooseProduct, product?.productName ?? '—'],
            [t.plan, plan?.planName ?? '—'],
            [
              t.period,
              form.periodLater ? (
                t.later
              ) : days === null ? (
                '—'
              ) : (
                <>
                  <DayRange start={form.startDate} end={form.endDate} />
                  <span className="block text-muted">{t.daysWord(days)}</span>
                </>
              ),
            ],
            [t.insured, form.peopleLater ? t.later : t.people(form.insured.length)],
            orders > 1 && [t.split, t.splitNote(orders, product?.rules.maxInsured ?? 0)],
          ]}
        />
      </div>
      <div className="flex items-center justify-between gap-4 max-md:flex-wrap max-md:gap-2 lg:mt-4 lg:block lg:border-t lg:border-line lg:pt-3">
        <p className="flex items-baseline justify-between gap-3 max-md:w-full md:max-lg:flex-col md:max-lg:gap-0">
          <span className="text-muted max-lg:text-small">
            {price?.kind === 'expected' ? t.expected : t.amount}
          </span>
          <span
            className={`tabular text-right font-semibold ${price?.kind === 'expected' ? 'text-title max-md:text-large' : 'text-large lg:text-base'}`}
          >
            {said ? said.amount : '—'}
          </span>
        </p>
        {said && <p className="text-right text-small text-muted max-lg:hidden">{said.note}</p>}
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={doing === 'place'}
          disabled={doing === 'hand-over'}
          className="max-md:flex-1 max-md:basis-0 max-md:px-1 max-md:text-base md:shrink-0 lg:mt-4 lg:w-full"
        >
          {orders > 1 ? t.submitSplit(orders) : t.submit}
        </Button>
        {form.memberId && product && (
          <Button
            size="large"
            busy={doing === 'hand-over'}
            disabled={doing === 'place'}
            onClick={onHandOver}
            title={t.handOverNote}
            className="max-md:flex-1 max-md:basis-0 max-md:px-1 max-md:text-base md:shrink-0 md:max-lg:order-first lg:mt-2 lg:w-full"
          >
            {t.handOver}
          </Button>
        )}
      </div>
      <Duplicates items={duplicates} form={form} error={error('secondCover')} onConfirm={onSecondCover} />
      <FormAnswer
        className="mt-3"
        detail={reused && t.keyReused}
        action={
          orderId ? (
            <ButtonLink to={paths.to(paths.order, { id: orderId })}>{t.toOrder}</ButtonLink>
          ) : batchId ? (
            <ButtonLink to={paths.to(paths.batch, { batchId })}>{t.toOrders}</ButtonLink>
          ) : linkId ? (
            <ButtonLink to={paths.to(paths.link, { id: linkId })}>{t.toLink}</ButtonLink>
          ) : (
            reused && (
              <div className="flex flex-wrap gap-2">
                <ButtonLink to={paths.orders}>{t.toOrders}</ButtonLink>
                <Button onClick={onAsNew}>{t.asNew}</Button>
              </div>
            )
          )
        }
      />
      <div className="mt-3 max-lg:hidden" aria-live="polite">
        {missing.length === 0 ? (
          <p className="text-good">{t.ready}</p>
        ) : (
          <>
            <p className="text-muted">{t.missing(missing.length)}</p>
            <ul className="mt-1">
              {missing.slice(0, SHOWN).map((path) => (
                <li key={path}>
                  <button
                    type="button"
                    onClick={() => onFocus(path)}
                    className="rounded text-left text-accent underline-offset-4 hover:underline"
                  >
                    {path === 'startDate' ? t.period : fieldName(path, t, language)}
                  </button>
                </li>
              ))}
            </ul>
            {missing.length > SHOWN && <p className="text-muted">{t.more(missing.length - SHOWN)}</p>}
          </>
        )}
      </div>
    </aside>
  )
}
