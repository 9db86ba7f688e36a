import { useUserName } from '../../api/user-names.tsx'
import { ATTENTION_WORDS } from '../../contract/attention-words.ts'
import { type Explained, EXPLAINED_WORDS } from '../../contract/explained.ts'
import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { AttentionReason, PaymentStatus, TimelineEntry } from '../../contract/orders.ts'
import { type Payer, PAYER_WORDS } from '../../contract/payers.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { yuan } from '../../lib/yuan.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { paymentMessages } from './payment-messages.ts'
import { messages } from './messages.ts'

type Words = (typeof messages)['zh']

const KINDS: Record<string, keyof Words> = {
  placed: 'placed',
  'place-answered': 'placeAnswered',
  'place-lost': 'placeLost',
  'place-refused': 'placeRefused',
  'serial-renewed': 'serialRenewed',
  'cashier-refused': 'cashierRefused',
  'change-begun': 'changeBegun',
  'change-placed': 'changePlaced',
  'change-given-up': 'changeGaveUp',
  notified: 'notified',
  'label-unknown': 'labelUnknown',
  'payment-taken': 'paymentTaken',
  'payment-lost': 'paymentLost',
  'payment-refused': 'paymentRefused',
  'surrender-answered': 'surrenderAnswered',
  'surrender-sent': 'surrenderSent',
  'surrender-lost': 'surrenderLost',
  'surrender-refused': 'surrenderRefused',
  'surrender-not-done': 'surrenderNotDone',
  'surrender-withdrawn': 'surrenderWithdrawn',
  'invoice-sent': 'invoiceSent',
  'invoice-lost': 'invoiceLost',
  'invoice-refused': 'invoiceRefused',
  'invoice-not-done': 'invoiceNotDone',
  'own-link-renewed': 'ownLinkRenewedEntry',
  'proofs-closed': 'proofsClosed',
  'proofs-reopened': 'proofsReopened',
  'people-shown': 'peopleShown',
  erased: 'erasedEntry',
  'opening-asked': 'openingAsked',
  'opening-approved': 'openingApproved',
}
/** Actors that the sentence already names. Others are staff. */
const NAMED = new Set(['system', 'platform', 'payment-system'])
/** Entries whose note is a list of policy numbers. */
const WITH_POLICIES = new Set(['surrender-sent', 'policies-moved', 'policies-gone', 'policies-back'])
const PAYMENT_WORDS = { processing: 'processing', paid: 'paid', failed: 'failed' } as const

/** Text of a timeline entry. `times`: number of merged entries. */
function useTimelineSentence(): (entry: TimelineEntry, times: number) => string {
  const t = useText(messages)
  const actions = useText(paymentMessages)
  const { language } = useLanguage()

  return function sentence(entry: TimelineEntry, times: number): string {
    if (entry.kind === 'explained') {
      if (entry.note === 'own') return t.ownPolicyEntry
      const how = EXPLAINED_WORDS[entry.note as Explained]
      return t.explainedEntry(how ? how[language] : (entry.note ?? ''))
    }
    if (entry.kind === 'second-cover') return t.secondCover(Number(entry.note ?? 1))
    if (entry.kind === 'notified' && times > 1) return t.notifiedTimes(times)
    if (entry.kind === 'status' && entry.status) return t.statusIs(ORDER_STATUS_WORDS[entry.status][language])
    if (entry.kind === 'policies-moved')
      return t.policiesMoved(
        entry.note?.split(', ').length ?? 1,
        entry.status
          ? ORDER_STATUS_WORDS[entry.status][language]
          : platformWord(entry.platformMessage ?? '', language),
      )
    if (entry.kind === 'policies-gone') return t.policiesGone(entry.note?.split(', ').length ?? 1)
    if (entry.kind === 'policies-back') return t.policiesBack(entry.note?.split(', ').length ?? 1)
    if (entry.kind === 'amount-changed' || entry.kind === 'reduction-changed') {
      const [before = '', after = ''] = (entry.note ?? '').split(' ').map((fen) => yuan(Number(fen)))
      return entry.kind === 'amount-changed'
        ? t.amountChanged(before, after)
        : t.reductionChanged(before, after)
    }
    if (entry.kind === 'sealed') return t.sealedEntry(entry.note)
    if (entry.kind === 'opening-ended') return t.openingEnded(entry.note)
    if (entry.kind === 'sealed-shown') return t.sealedShown(entry.note)
    if (entry.kind === 'erased' && entry.actor === 'system') return t.erasedBySystem
    if (entry.kind === 'closed') return entry.actor === 'system' ? t.closedBySystem : t.closedEntry
    if (entry.kind === 'reopened') return entry.actor === 'platform' ? t.reopenedByPayment : t.reopenedEntry
    if (entry.kind === 'invoice-status')
      return t.invoiceStatusIs(t.invoiceWords.split(',')[Number(entry.note)] ?? entry.note ?? '')
    if (entry.kind === 'payer-named') {
      const who = PAYER_WORDS[entry.note as Payer]
      return t.payerNamed(who ? who[language] : (entry.note ?? ''))
    }
    if (entry.kind === 'payment-told') {
      const word = PAYMENT_WORDS[entry.note as PaymentStatus]
      const told = word ? actions[word] : (entry.note ?? '')
      return entry.actor === 'payment-system' ? t.paymentToldBySystem(told) : t.paymentTold(told)
    }
    if (entry.kind === 'attention-resolved')
      return t.attentionResolved(ATTENTION_WORDS[entry.note as AttentionReason][language])
    const key = KINDS[entry.kind]
    const words = key ? t[key] : entry.kind
    return typeof words === 'string' ? words : entry.kind
  }
}

/** The text with the one who acted, as the portal knows them: names of staff cannot be looked up offline. */
export function useActorSentence(): (entry: TimelineEntry, times: number) => string {
  const t = useText(messages)
  const sentence = useTimelineSentence()
  return (entry, times) =>
    NAMED.has(entry.actor) ? sentence(entry, times) : `${actorOf(t, entry.actor)} ${sentence(entry, times)}`
}

const actorOf = (t: { customer: string; partner: string }, actor: string) =>
  actor === 'customer' ? t.customer : actor.startsWith('partner:') ? t.partner : actor

/** The order's timeline, newest first. */
export function OrderTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const sentence = useTimelineSentence()
  /** The platform's message, if it adds to the sentence. */
  const said = ({ platformCode, platformMessage, status }: TimelineEntry) =>
    platformCode === '0000' || (status && platformMessage === ORDER_STATUS_WORDS[status].zh)
      ? ''
      : [platformCode, platformMessage && platformWord(platformMessage, language)].filter(Boolean).join(' ')
  const nameOf = useUserName()
  return (
    <ol className="border-l border-line">
      {folded(entries).map(({ entry, times }) => (
        <li key={entry.id} className="relative pb-4 pl-4 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-2 -left-1 size-2 rounded-full border-2 border-line-strong bg-paper"
          />
          <p>
            {!NAMED.has(entry.actor) && (
              <span className="text-muted">{actorOf(t, nameOf(entry.actor))} </span>
            )}
            {sentence(entry, times)}
          </p>
          {WITH_POLICIES.has(entry.kind) && entry.note && <PolicyNumbers note={entry.note} />}
          {entry.remark && <p className="whitespace-pre-line">{entry.remark}</p>}
          {said(entry) && <p className="text-small text-muted">{said(entry)}</p>}
          <time
            dateTime={entry.at}
            title={shanghaiTime(entry.at, true)}
            className="tabular text-small text-faint"
          >
            {shanghaiTime(entry.at)}
          </time>
        </li>
      ))}
    </ol>
  )
}

/** Longer lists of policy numbers are closed at first. */
const FEW = 4

function PolicyNumbers({ note }: { note: string }) {
  const t = useText(messages)
  const codes = note.split(/[, ]+/)
  const list = <p className="tabular text-small break-all text-muted">{codes.join(', ')}</p>
  if (codes.length <= FEW) return list
  return (
    <details>
      <summary className="cursor-pointer text-small text-accent">{t.policyNumbers(codes.length)}</summary>
      {list}
    </details>
  )
}

/** Merges consecutive notifications into one row, because they arrive per policy and repeatedly. */
function folded(entries: readonly TimelineEntry[]): { entry: TimelineEntry; times: number }[] {
  const lines: { entry: TimelineEntry; times: number }[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (entry.kind === 'notified' && last?.entry.kind === 'notified') last.times++
    else lines.push({ entry, times: 1 })
  }
  return lines
}
