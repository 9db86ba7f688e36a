import type { Desk } from '../../contract/desk.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Purchases that customers abandoned, by their last step. Nothing when there are none. */
export function AbandonedPurchases({ abandoned }: { abandoned: Desk['abandoned'] }) {
  const t = useText(messages)
  const most = Math.max(...abandoned.map(({ count }) => count))
  if (most === 0) return null
  return (
    <section aria-label={t.abandoned} className="min-w-0 border-t border-line py-5">
      <h3 className="mb-1 flex min-h-8 items-center font-semibold">{t.abandoned}</h3>
      <p className="mb-4 text-small text-muted">{t.abandonedText}</p>
      <ol className="flex flex-col gap-2">
        {abandoned.map(({ step, count }) => (
          <li key={step} className="grid grid-cols-[6rem_minmax(0,1fr)_3rem] items-center gap-3">
            <span>{t.abandonedAt(step)}</span>
            <span className="h-2 rounded bg-line" aria-hidden="true">
              <span className="block h-full rounded bg-warn" style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span className="tabular text-right font-semibold">{count.toLocaleString('en')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
