import type { Duplicate } from '../../contract/copies.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import * as paths from '../../contract/paths.ts'
import { MARKS } from '../../lib/marks.ts'
import { Checkbox } from '../../ui/field.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import type { SaleForm } from './sale-form.ts'

const SHOWN = 5

/** Points out people who are insured already on overlapping days. To go on is an explicit choice, which is recorded. */
export function Duplicates({
  items,
  form,
  error,
  onConfirm,
}: {
  items: readonly Duplicate[]
  form: SaleForm
  error: string | undefined
  onConfirm(given: boolean): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const people = new Set(items.map(({ place }) => place)).size
  return (
    <div>
      <div role="status">
        {items.length > 0 && (
          <div className="mt-3">
            <Banner tone="warn" title={t.insuredAlready(people)}>
              <ul className="mt-1">
                {items
                  .slice(0, SHOWN)
                  .map(({ place, orderId, productName, startDate, endDate, status }, n) => {
                    const words = [
                      productName,
                      `${startDate} – ${endDate}`,
                      ORDER_STATUS_WORDS[status][language],
                    ].join(MARKS[language].comma)
                    return (
                      <li key={n}>
                        <strong>{form.insured[place]?.name || t.person(place + 1)}</strong>{' '}
                        {orderId ? (
                          <a
                            className="text-accent underline"
                            href={paths.to(paths.order, { id: orderId })}
                            target="_blank"
                            rel="noreferrer"
                          >
                            {words}
                          </a>
                        ) : (
                          words
                        )}
                      </li>
                    )
                  })}
              </ul>
              {items.length > SHOWN && <p>{t.more(items.length - SHOWN)}</p>}
            </Banner>
          </div>
        )}
      </div>
      {items.length > 0 && (
        <div className="mt-2">
          <Checkbox
            data-field="secondCover"
            label={t.secondCover}
            checked={form.secondCover}
            error={error}
            onChange={({ target }) => onConfirm(target.checked)}
          />
        </div>
      )}
    </div>
  )
}
