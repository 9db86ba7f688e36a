import type { OwnOrder } from '../../contract/own-order.ts'
import { CARD_TYPE_WORDS } from '../../contract/people-words.ts'
import type { CardType } from '../../contract/people.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Beyond this many the list folds up. */
const FEW = 5

/** Who is insured and who took the policy out, masked. */
export function OwnPeople({ order }: { order: OwnOrder }) {
  const t = useText(messages)
  const { holder, insured } = order
  const list = (
    <ul>
      {insured.map((person, place) => (
        // Masked people can look alike: their place is what tells them apart.
        <Person key={place} person={person} />
      ))}
    </ul>
  )
  return (
    <>
      <Section
        title={t.people}
        aside={
          insured.length > 0 && <span className="text-base text-muted">{t.peopleCount(insured.length)}</span>
        }
      >
        {insured.length === 0 && <p className="text-muted">{t.peopleLater}</p>}
        {insured.length > FEW ? (
          <details>
            <summary className="min-h-11 py-2 text-accent">{t.peopleCount(insured.length)}</summary>
            {list}
          </details>
        ) : (
          list
        )}
      </Section>
      {holder && (
        <Section title={t.holder}>
          <ul>
            <Person person={holder} />
          </ul>
        </Section>
      )}
    </>
  )
}

function Person({ person }: { person: OwnOrder['insured'][number] }) {
  const { language } = useLanguage()
  const card = CARD_TYPE_WORDS[person.cardType as CardType]?.[language] ?? person.cardType
  return (
    <li className="flex flex-wrap justify-between gap-x-4">
      <span>{person.name ?? '—'}</span>
      <span className="tabular break-all text-muted">{[card, person.cardNo].filter(Boolean).join(' ')}</span>
    </li>
  )
}
