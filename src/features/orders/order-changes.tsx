import type { Change, ChangeField, Order } from '../../contract/orders.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Longer lists collapse. */
const FEW = 6

/** The customer's changes on the platform's page, old and new values. */
export function OrderChanges({ order: { changes } }: { order: Order }) {
  const t = useText(messages)
  if (changes.length === 0) return null
  return (
    <Banner tone="warn" title={t.differs}>
      <Lines changes={changes.slice(0, FEW)} />
      {changes.length > FEW && (
        <details>
          <summary className="cursor-pointer text-accent">{t.moreChanges(changes.length - FEW)}</summary>
          <Lines changes={changes.slice(FEW)} />
        </details>
      )}
    </Banner>
  )
}

function Lines({ changes }: { changes: readonly Change[] }) {
  return (
    <ul>
      {changes.map((change, place) => (
        <li key={place} className="wrap-anywhere">
          <Line change={change} />
        </li>
      ))}
    </ul>
  )
}

function Line({ change: { who, name, field, placed, now, hidden } }: { change: Change }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const names: Record<ChangeField, string> = {
    product: t.product,
    period: t.period,
    people: t.people,
    company: t.holder,
    removed: t.removed,
    added: t.added,
    name: t.name,
    cardType: t.cardType,
    cardNo: t.cardNo,
    birthday: t.birthday,
    gender: t.gender,
    mobile: t.mobile,
    email: t.email,
  }
  const whose =
    who === 'order' || field === 'company' ? '' : who === 'holder' ? t.holder : t.insuredNamed(name ?? '')
  if (field === 'removed' || field === 'added') return t.nameIs(t.insured, names[field], now ?? placed ?? '')
  const word = (value: string | null) =>
    value !== null && (field === 'cardType' || field === 'gender')
      ? platformWord(value, language)
      : (value ?? '')
  return (
    <>
      {t.changeOf(whose, names[field])}
      <span className="tabular">{word(placed)}</span> → <strong className="tabular">{word(now)}</strong>
      {field === 'company' && t.asCompany}
      {hidden && <span className="text-muted">{t.hiddenDifference}</span>}
    </>
  )
}
