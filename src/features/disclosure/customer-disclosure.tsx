import { useQuery } from '@tanstack/react-query'
import { LICENCE_WORDS } from '../../contract/licence.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PlainText } from '../../ui/plain-text.tsx'
import { PhoneLink } from '../../ui/phone-link.tsx'
import { footerMessages } from './footer-messages.ts'
import { disclosureQuery } from './customer-queries.ts'

const TEXTS = ['notice', 'complaints', 'privacy'] as const
/** Where anyone checks an ICP number. */
const ICP_REGISTER = 'https://beian.miit.gov.cn/'

/** Who sells here, under which licence; complaints and privacy notice unfold in place. */
export default function CustomerDisclosure() {
  const t = useText(footerMessages)
  const { language } = useLanguage()
  const disclosure = useQuery({ ...disclosureQuery, staleTime: 5 * 60_000 }).data?.disclosure
  if (!disclosure) return null
  const { name, licenceKind, licenceNo, scope, phone, icp } = disclosure
  return (
    <section aria-label={t.label} className="text-base text-muted">
      {name && <p className="break-words text-ink">{name}</p>}
      {licenceKind && (
        <p className="break-words">
          {LICENCE_WORDS[licenceKind][language]} <span className="tabular">{licenceNo}</span>
        </p>
      )}
      {scope[language] && (
        <p className="break-words">
          {t.scope} {scope[language]}
        </p>
      )}
      {phone && (
        <p className="flex flex-wrap items-center gap-x-2">
          {t.phone} <PhoneLink phone={phone} label={t.call} />
        </p>
      )}
      {icp && (
        <p>
          <a
            href={ICP_REGISTER}
            target="_blank"
            rel="noreferrer"
            aria-label={`${t.icp} ${icp}`}
            className="inline-flex min-h-11 items-center rounded underline underline-offset-4"
          >
            {icp}
          </a>
        </p>
      )}
      {TEXTS.map((part) => {
        const text = disclosure[part][language]
        return (
          text && (
            <details key={part} className="border-t border-line">
              <summary className="flex min-h-11 cursor-pointer items-center text-accent">{t[part]}</summary>
              <div className="pb-3 text-ink">
                <PlainText text={text} />
              </div>
            </details>
          )
        )
      })}
    </section>
  )
}
