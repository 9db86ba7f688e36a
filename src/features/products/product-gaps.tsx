import { Link } from 'react-router'
import * as paths from '../../contract/paths.ts'
import type { Product } from '../../contract/products.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Its words, for the product and for the list, and where it is filled. */
export const GAPS = {
  insurer: { words: 'gapInsurer', lack: 'lackInsurer', place: '#sale-words' },
  documents: { words: 'gapDocuments', lack: 'lackDocuments', place: '#documents' },
  period: { words: 'gapPeriod', lack: 'lackPeriod', place: '#rules' },
  disclosure: { words: 'gapDisclosure', lack: 'lackDisclosure', place: paths.disclosure },
} as const

/** Names what a product lacks, and leads there. */
export function ProductGaps({ product: { gaps, onSale } }: { product: Product }) {
  const t = useText(messages)
  if (gaps.length === 0) return null
  return (
    <Banner tone="warn" title={onSale ? t.unfit : t.notOnSale}>
      <ul className="flex flex-wrap gap-x-5">
        {gaps.map((gap) => (
          <li key={gap}>
            {GAPS[gap].place.startsWith('#') ? (
              <a href={GAPS[gap].place} className="text-accent underline">
                {t[GAPS[gap].words]}
              </a>
            ) : (
              <Link to={GAPS[gap].place} className="text-accent underline">
                {t[GAPS[gap].words]}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
