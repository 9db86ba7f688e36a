import { type ReactNode, useRef } from 'react'
import type { Price } from '../../contract/premiums.ts'
import { priceWords } from '../../lib/price-words.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { useKeyboardInset } from './use-keyboard-inset.ts'

/** Bottom bar with amount and button. Stays above the on-screen keyboard. */
export function BottomBar({
  price,
  summary,
  verb,
  busy,
}: {
  /** Null until a plan is selected. */
  price: Price | null
  summary: string
  verb: string
  busy: boolean
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const bar = useRef<HTMLDivElement>(null)
  useKeyboardInset(bar)
  return (
    <Bar ref={bar}>
      <p className="min-w-0 flex-1 leading-6">
        {price && (
          <strong className="tabular">
            {price.kind === 'expected' && <span className="text-base font-normal">{t.about} </span>}
            {priceWords(price, language).amount}
          </strong>
        )}
        {summary && <span className="block truncate text-base text-muted">{summary}</span>}
      </p>
      <Button type="submit" look="primary" size="large" busy={busy}>
        {verb}
      </Button>
    </Bar>
  )
}

function Bar({ ref, children }: { ref: React.Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    <div
      ref={ref}
      data-bottom-bar
      className="sticky bottom-0 z-10 -mx-5 flex items-center gap-4 border-t border-line bg-paper px-5 py-3 pb-[max(12px,env(safe-area-inset-bottom))]"
    >
      {children}
    </div>
  )
}
