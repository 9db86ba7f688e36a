import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import * as paths from '../../contract/paths.ts'
import { platformWords } from '../../contract/platform-words.ts'
import type { Difference } from '../../contract/reconciliation.ts'
import { yuan } from '../../lib/yuan.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { differencesQuery } from './queries.ts'

/** Differences of one comparison, by order. */
export function DifferenceTable({ comparisonId, onClose }: { comparisonId: string; onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const found = useQuery(differencesQuery(comparisonId))
  const value = ({ what }: Difference, text: string | null) => {
    if (text === null) return '—'
    if (what === 'amount') return yuan(Number(text))
    if (what === 'invoice') return t.invoiceWords.split(',')[Number(text)] ?? text
    return platformWords(text, language)
  }
  return (
    <Section title={t.differencesTitle} aside={<Button onClick={onClose}>{t.close}</Button>}>
      <p className="mb-3 text-muted">{t.differencesAbout}</p>
      {found.isPending && <Skeleton label={t.loading} rows={3} />}
      {found.error && <ProblemBanner {...problemText(found.error, language)} />}
      {found.data && (
        <DataTable
          label={t.differencesTitle}
          rows={found.data.items}
          rowKey={(difference) => difference.id}
          columns={[
            {
              name: t.order,
              cell: (difference) => (
                <Link
                  to={paths.to(paths.order, { id: difference.orderId })}
                  className="font-semibold text-accent"
                >
                  {difference.holderName ?? t.unnamed}
                  <span className="block text-small font-normal text-muted">{difference.productName}</span>
                </Link>
              ),
            },
            { name: t.what, cell: (difference) => t[difference.what] },
            { name: t.ours, wide: true, cell: (difference) => value(difference, difference.ours) },
            { name: t.platforms, cell: (difference) => value(difference, difference.platforms) },
          ]}
        />
      )}
    </Section>
  )
}
