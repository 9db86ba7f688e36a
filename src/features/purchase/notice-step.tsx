import type { ReactNode } from 'react'
import { WarnIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { PhoneLink } from '../../ui/phone-link.tsx'
import { type OnConsent, useConsents } from './consents.ts'
import { DocumentLinks } from './document-links.tsx'
import { useLaterText } from './later-messages.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'
import { Tick } from './tick.tsx'

type Props = StepProps & {
  focus: boolean
  consents: ReadonlySet<string>
  onConsent: OnConsent
  /** Ids of the documents that were opened. */
  read: ReadonlySet<string>
  onDocument(id: string): void
}

/** 投保提示: what a customer has to know before any consent, on one screen. */
export function NoticeStep({
  purchase: { product },
  focus,
  error,
  consents,
  onConsent,
  onDocument,
  read,
}: Props) {
  const t = useLaterText()
  const { language } = useLanguage()
  const { insurerName, insurerHotline, sellerName, salesperson, productName, cover, documents } = product
  const { words, give, inTerms } = useConsents(product, onConsent)
  const insurer = insurerName ?? t.theInsurer
  const exclusions = cover?.exclusions[language].split('\n').filter(Boolean) ?? []
  const notPaid = exclusions.length > 0 ? t.noticeNot : t.notCovered
  return (
    <>
      <StepHeading
        title={t.notice}
        detail={
          <>
            <Stressed text={t.noticeText(sellerName, insurerName, productName)} part={insurerName} />
            {salesperson && (
              <span className="mt-1 block">{t.practice(salesperson.name, salesperson.practiceNo)}</span>
            )}
          </>
        }
        focus={focus}
      />
      <section aria-label={notPaid} className="rounded border-2 border-warn bg-warn-soft px-4 py-3">
        <h2 className="flex items-center gap-2 font-semibold text-warn">
          <WarnIcon />
          {notPaid}
        </h2>
        {exclusions.length > 0 && (
          <ul className="mt-1 list-disc pl-5 font-semibold">
            {exclusions.map((one) => (
              <li key={one} className="break-words">
                {one}
              </li>
            ))}
          </ul>
        )}
        <p className="mt-1 text-base">{exclusions.length > 0 ? t.noticeInFull : inTerms}</p>
      </section>
      <Point title={t.noticeHonest}>{t.noticeHonestText}</Point>
      <Point title={t.noticeSurrender}>{t.noticeSurrenderText}</Point>
      <Point title={t.noticeClaim}>{t.noticeClaimText(insurer)}</Point>
      {insurerHotline && <PhoneLink phone={insurerHotline} label={t.callInsurer} />}
      {documents.length > 0 && (
        <DocumentLinks product={product} onDocument={onDocument} consents={consents} read={read} />
      )}
      <div className={`mt-4 ${documents.length > 0 ? '' : 'border-t border-line pt-2'}`}>
        <Tick
          field="consents.notice"
          label={words('notice')}
          checked={consents.has('notice')}
          onChange={(given) => give('notice', given)}
          error={error('consents.notice')}
        />
      </div>
    </>
  )
}

/** The insurer stands out where the sentence names it. */
function Stressed({ text, part }: { text: string; part: string | null }) {
  const at = part ? text.indexOf(part) : -1
  if (!part || at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <strong className="text-ink">{part}</strong>
      {text.slice(at + part.length)}
    </>
  )
}

function Point({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-4">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-base break-words">{children}</p>
    </section>
  )
}
