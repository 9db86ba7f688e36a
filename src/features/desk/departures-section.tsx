import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useExpectedPrice } from '../../api/use-expected-price.ts'
import { useUserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { addDays, shanghaiDay } from '../../contract/days.ts'
import type { Departure } from '../../contract/desk.ts'
import * as paths from '../../contract/paths.ts'
import { AboutNote, Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { departuresQuery } from './queries.ts'

/** Unpaid orders whose cover begins soon, each with a reminder to copy. Hidden while there is none. */
export function DeparturesSection() {
  const t = useText(messages)
  const { language } = useLanguage()
  const nameOf = useUserName()
  const expected = useExpectedPrice()
  const soon = useQuery(departuresQuery)
  if (soon.error)
    return (
      <ProblemBanner
        {...problemText(soon.error, language)}
        action={<Button onClick={() => void soon.refetch()}>{t.retry}</Button>}
      />
    )
  if (!soon.data || soon.data.count === 0) return null
  const today = shanghaiDay(Date.now())
  const { items, count } = soon.data
  return (
    <section aria-label={t.soon} className="border-t border-line py-5">
      <h2 className="mb-2 min-h-8 text-large">
        {t.soon} <span className="tabular rounded-full bg-bad-soft px-2 text-small text-bad">{count}</span>
      </h2>
      <DataTable
        label={t.soon}
        rows={items}
        rowKey={({ orderId }) => orderId}
        columns={[
          {
            name: t.order,
            cell: (one) => (
              <Link
                to={paths.to(paths.order, { id: one.orderId })}
                className="font-semibold underline-offset-4 hover:text-accent hover:underline"
              >
                {one.holderName ?? t.unnamed}
                <span className="font-normal text-muted"> · {t.peopleOf(one.people)}</span>
              </Link>
            ),
          },
          { name: t.product, wide: true, cell: ({ productName }) => productName },
          {
            name: t.departs,
            cell: ({ startDate }) => (
              <span
                className={`tabular whitespace-nowrap ${startDate <= addDays(today, 1) ? 'font-semibold text-bad' : ''}`}
              >
                {startDate === today
                  ? t.today
                  : startDate === addDays(today, 1)
                    ? t.tomorrow
                    : startDate.slice(5)}
              </span>
            ),
          },
          {
            name: t.payable,
            align: 'right',
            wide: true,
            cell: (one) => <Amount fen={one.payable} about={expected(one)} />,
          },
          { name: t.clerkColumn, wide: 'very', cell: ({ createdBy }) => nameOf(createdBy) },
          {
            name: t.reminder,
            align: 'right',
            cell: (one) => (
              <span className="-mr-3 inline-block">
                <CopyButton
                  look="quiet"
                  text={reminderOf(one, language)}
                  label={t.copyReminder}
                  copied={t.copiedReminder}
                />
              </span>
            ),
          },
        ]}
      />
      {items.some((one) => one.payable === null && expected(one) !== null) && (
        <div className="max-sm:hidden">
          <AboutNote>{t.expected}</AboutNote>
        </div>
      )}
      {items.length < count && <p className="mt-2 text-small text-muted">{t.soonFirst(items.length)}</p>}
    </section>
  )
}

/** A reminder for a chat with the customer: the payment address, and no name. */
function reminderOf(
  { productName, people, startDate, cashierUrl }: Departure,
  language: 'zh' | 'en',
): string {
  const t = messages[language]
  return [t.reminderText(productName, people, startDate), cashierUrl && t.reminderPay(cashierUrl)]
    .filter(Boolean)
    .join(language === 'zh' ? '' : ' ')
}
