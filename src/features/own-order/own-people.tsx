import type { OwnOrder } from '../../contract/own-order.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Longer lists collapse. */
const FEW = 5

/** Policyholder and insured, masked. */
export function OwnPeople({ order }: { order: OwnOrder }) {
  const t = useText(messages)
  const { holder, insured } = order
  const insuredEntered = insured.length > 0 && order.insuredEntered
  // One note for all, unless the platform has confirmed some.
  const allEntered = insuredEntered && holder?.entered === true
  const note = <p className="text-base text-muted">{t.entered}</p>
  const list = (
    <ul>
      {insured.map((person, place) => (
        // Masked people can look identical, so the index is the key.
        <li key={place}>
          <Person person={person} />
        </li>
      ))}
    </ul>
  )
  return (
    <Section title={t.people}>
      {allEntered && <div className="mb-3">{note}</div>}
      {holder && (
        <>
          <h3 className="text-base text-muted">{t.holder}</h3>
          {holder.entered && !allEntered && note}
          <Person person={holder} />
        </>
      )}
      <h3 className="mt-3 text-base text-muted">{t.insured}</h3>
      {insuredEntered && !allEntered && note}
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
  )
}

function Person({ person }: { person: OwnOrder['insured'][number] }) {
  const { language } = useLanguage()
  const card = person.cardType && platformWord(person.cardType, language)
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      <span>{person.name ?? '—'}</span>
      <span className="tabular break-all text-muted">{[card, person.cardNo].filter(Boolean).join(' ')}</span>
    </p>
  )
}
