import type { Link } from '../../contract/links.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { MARKS } from '../../lib/marks.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { QrCode } from '../../ui/qr-code.tsx'

/** A printable card: product, seller and QR code. Prints without the rest of the page. */
export function LinkCard({ link }: { link: Link }) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <section
      aria-label={t.card}
      className="mx-auto w-72 rounded border border-line bg-[#fff] p-6 text-center text-[#17202b] print:mx-auto print:w-[90mm] print:border-[#999]"
    >
      <p className="text-large font-semibold break-words">{link.productName}</p>
      {link.planName && <p>{link.planName}</p>}
      <div className="mx-auto my-4 w-44 print:w-[50mm]">
        <QrCode text={link.url} label={t.qr} />
      </div>
      <p className="font-semibold">{t.scan}</p>
      {link.asksHolder && <p className="text-small">{t.cardAsks}</p>}
      {link.expiresAt && <p className="tabular">{t.validUntil(shanghaiTime(link.expiresAt).slice(0, 10))}</p>}
      <p className="mt-4 border-t border-[#dfe4e9] pt-3 text-small break-words">
        {link.insurerName && (
          <span className="block">
            {t.insurer}
            {MARKS[language].colon}
            {link.insurerName}
          </span>
        )}
        <span className="block">
          {t.seller}
          {MARKS[language].colon}
          {link.sellerName}
        </span>
        {link.salesperson && (
          <span className="block">{t.practice(link.salesperson.name, link.salesperson.practiceNo)}</span>
        )}
      </p>
    </section>
  )
}
