import type { Money } from '../../contract/money.ts'
import { yuan } from '../../lib/yuan.ts'
import { Amount } from '../../ui/amount.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** The payable amount, with total and discount if there is one. */
export function Payable({ of: { total, reduction, payable } }: { of: Omit<Money, 'amount'> }) {
  const t = useText(messages)
  return (
    <>
      <Amount fen={payable} />
      {total !== null && Boolean(reduction) && (
        <span className="ml-2 text-small font-normal text-muted">
          {t.reducedFrom(yuan(total), yuan(reduction ?? 0))}
        </span>
      )}
    </>
  )
}
