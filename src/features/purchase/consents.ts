import { MAIL_CONSENT } from '../../contract/mail-consent.ts'
import type { PurchaseProduct } from '../../contract/purchases.ts'
import { useLanguage } from '../../ui/language.tsx'
import { say } from '../../trail/trail.ts'
import { SECOND_COVER } from './draft.ts'
import { useLaterText } from './later-messages.ts'

/** Longest text of an event, as the contract has it. */
const MOST_WORDS = 2_000

/** Gives or takes back a consent and notes its text as shown. */
export type OnConsent = (id: string, given: boolean) => void

/** The texts of consents, and the ticks' handler that notes them in the trail. */
export function useConsents(product: PurchaseProduct, onConsent: OnConsent, email = '') {
  const t = useLaterText()
  const { language } = useLanguage()
  const document = (id: string) => product.documents.find((one) => one.id === id)
  const title = (id: string) => (id === product.cover?.id ? t.coverInFull : (document(id)?.title ?? id))

  /** Where the exclusions are, without a list of them. */
  const inTerms = product.documents.length > 0 ? t.noticeInTerms : t.noticeAskTerms(product.sellerName)

  function words(id: string): string {
    if (id === 'notice') return t.noticeRead
    if (id === SECOND_COVER) return t.secondCoverRead
    if (id === 'truth') return t.truth
    if (id === 'privacy') return t.privacy(product.sellerName, product.insurerName ?? t.theInsurer)
    if (id === 'guardian') return t.guardian
    if (id === MAIL_CONSENT) return t.mailConsent(email)
    return document(id) ? t.iHaveRead + t.quoted(title(id)) + t.andAgree : id
  }

  /** The notice as its screen shows it, with the tick. */
  function noticeWords(): string {
    const insurer = product.insurerName ?? t.theInsurer
    const exclusions = product.cover?.exclusions[language]
    return [
      t.noticeText(product.sellerName, product.insurerName, product.productName),
      ...(exclusions ? [t.noticeNot, exclusions, t.noticeInFull] : [t.notCovered, inTerms]),
      `${t.noticeHonest} ${t.noticeHonestText}`,
      `${t.noticeSurrender} ${t.noticeSurrenderText}`,
      `${t.noticeClaim} ${t.noticeClaimText(insurer)}`,
      t.noticeRead,
    ]
      .join('\n')
      .slice(0, MOST_WORDS)
  }

  return {
    document,
    title,
    words,
    inTerms,
    give(id: string, given: boolean): void {
      const about = id === 'notice' ? (product.cover?.id ?? '') : id
      say({
        kind: 'consent',
        consent: id,
        given,
        // The trail contains no names.
        words: id === MAIL_CONSENT ? t.mailConsent('') : id === 'notice' ? noticeWords() : words(id),
        ...(document(about) && { document: about }),
      })
      onConsent(id, given)
    },
  }
}
