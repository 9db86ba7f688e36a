import type { Desk } from '../../contract/desk.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Purchases that customers abandoned, by their last step. Nothing when there are none. */
export function AbandonedPurchases({ abandoned }: { abandoned: Desk['abandoned'] }) {
  const t = useText(messages)
  const all = abandoned.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return null
  return (
    <section aria-label={t.abandoned} className="border-t border-line py-5">
      <h3 className="flex min-h-8 items-center gap-2 font-semibold">
        {t.abandoned}
        <span className="tabular text-muted">{all.toLocaleString('en')}</span>
      </h3>
      <p className="mb-4 max-w-3xl text-small text-muted">{t.abandonedText}</p>
      <ol className="grid gap-x-6 gap-y-4 md:grid-cols-5">
        {abandoned.map(({ step, count }) => (
          <li key={step}>
            <p className="flex items-baseline justify-between gap-3">
              <span>{t.abandonedAt(step)}</span>
              <span className="tabular font-semibold">{count.toLocaleString('en')}</span>
            </p>
            <div className="mt-1.5 h-2 rounded bg-line" aria-hidden="true">
              <div className="h-full rounded bg-warn" style={{ width: `${(count / all) * 100}%` }} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
