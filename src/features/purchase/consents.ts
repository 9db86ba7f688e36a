import { MAIL_CONSENT } from '../../contract/mail-consent.ts'
import type { PurchaseProduct } from '../../contract/purchases.ts'
import { say } from '../../trail/trail.ts'
import { SECOND_COVER } from './draft.ts'
import { useLaterText } from './later-messages.ts'

/** Gives or takes back a consent and notes its text as shown. */
export type OnConsent = (id: string, given: boolean) => void

/** The texts of consents, and the ticks' handler that notes them in the trail. */
export function useConsents(product: PurchaseProduct, onConsent: OnConsent, email = '') {
  const t = useLaterText()
  const document = (id: string) => product.documents.find((one) => one.id === id)
  const title = (id: string) => (id === product.cover?.id ? t.coverInFull : (document(id)?.title ?? id))

  function words(id: string): string {
    if (id === 'notice') return t.noticeRead
    if (id === SECOND_COVER) return t.secondCoverRead
    if (id === 'truth') return t.truth
    if (id === 'privacy') return t.privacy(product.sellerName, product.insurerName ?? t.theInsurer)
    if (id === 'guardian') return t.guardian
    if (id === MAIL_CONSENT) return t.mailConsent(email)
    return document(id) ? t.iHaveRead + t.quoted(title(id)) + t.andAgree : id
  }

  return {
    document,
    title,
    words,
    give(id: string, given: boolean): void {
      say({
        kind: 'consent',
        consent: id,
        given,
        // The trail names nobody.
        words: id === MAIL_CONSENT ? t.mailConsent('') : words(id),
        ...(document(id) && { document: id }),
      })
      onConsent(id, given)
    },
  }
}
