import type { Desk } from '../../contract/desk.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Purchases that customers left half-way, by their last step. Nothing when there are none. */
export function LeftPurchases({ left }: { left: Desk['left'] }) {
  const t = useText(messages)
  const most = Math.max(...left.map(({ count }) => count))
  if (most === 0) return null
  return (
    <section aria-label={t.left} className="min-w-0 border-t border-line py-5">
      <h3 className="mb-1 flex min-h-8 items-center font-semibold">{t.left}</h3>
      <p className="mb-4 text-small text-muted">{t.leftText}</p>
      <ol className="flex flex-col gap-2">
        {left.map(({ step, count }) => (
          <li key={step} className="grid grid-cols-[6rem_minmax(0,1fr)_3rem] items-center gap-3">
            <span>{t.leftAt(step)}</span>
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
