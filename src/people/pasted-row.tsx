import { useState } from 'react'
import * as z from 'zod/mini'
import { Insured, type Relation, RELATIONS } from '../contract/people.ts'
import { idCardFault, withIdentity, withoutEmpty } from '../contract/people-form.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import { oddPeople } from '../contract/sale-faults.ts'
import { fieldWords } from '../contract/problems.ts'
import { MARKS } from '../lib/marks.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { OTHERS } from './group-relation.tsx'
import { messages } from './messages.ts'
import { PersonEditor } from './person-editor.tsx'
import type { PastedPerson } from './read-people.ts'

/** Faults of a single person: code by field. */
function faultsOf(person: InsuredForm, relation: Relation | ''): Map<string, string> {
  const { key: _key, ...one } = { ...person, relation: person.relation || relation || 'other' }
  const faults = new Map<string, string>()
  const wrong = idCardFault(person)
  if (wrong) faults.set('cardNo', wrong)
  for (const { path, message } of z.safeParse(Insured, withoutEmpty(one)).error?.issues ?? [])
    if (!faults.has(String(path[0]))) faults.set(String(path[0]), message)
  return faults
}

const FIELDS = ['name', 'cardNo', 'birthday', 'gender', 'mobile'] as const

/** A person as read, with an editor. */
export function PastedRow({
  person,
  place,
  large,
  relation,
  onChange,
}: {
  person: PastedPerson
  place: number
  large: boolean
  relation: Relation | ''
  /** Null removes the person. */
  onChange(person: PastedPerson | null): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [editing, setEditing] = useState(false)
  const faults = faultsOf(person, relation)
  const missing = FIELDS.filter((field) => faults.get(field) === 'required').map((field) => t[field])
  const [odd] = oddPeople({ insured: [person as Insured] })
  const wrong =
    FIELDS.map((field) => faults.get(field)).find((code) => code && code !== 'required') ?? odd?.code
  const own = person.relation || relation
  const size = large ? ('large' as const) : ('normal' as const)
  const remove = (
    <Button size={size} look="quiet" aria-label={t.removeOf(person.name)} onClick={() => onChange(null)}>
      {t.remove}
    </Button>
  )
  const facts = [
    `${CARD_TYPE_WORDS[person.cardType][language]} ${person.cardNo}`,
    person.birthday,
    person.gender && GENDER_WORDS[person.gender][language],
    person.mobile,
    person.email,
  ].filter(Boolean)
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <span className="min-w-6 text-muted tabular">{place + 1}</span>
        <div className="min-w-0 flex-1 basis-48">
          <p className="wrap-anywhere">
            <strong>{person.name}</strong>
            {own && <span className="ml-2 text-muted">{RELATION_WORDS[own][language]}</span>}
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted tabular">
            {facts.map((fact) => (
              <span key={fact} className="min-w-0 wrap-anywhere">
                {fact}
              </span>
            ))}
          </p>
          {missing.length > 0 && <p className="text-bad">{t.missing(missing.join(MARKS[language].list))}</p>}
          {wrong && <p className="text-bad">{fieldWords(wrong, language)}</p>}
          {person.unused.length > 0 && (
            <p className="text-small text-muted wrap-anywhere">
              {t.unused(person.unused.join(MARKS[language].list))}
            </p>
          )}
        </div>
        <Button
          size={size}
          look="quiet"
          aria-expanded={editing}
          aria-label={editing ? t.done : t.editOf(person.name)}
          onClick={() => setEditing(!editing)}
        >
          {editing ? t.done : t.edit}
        </Button>
        {!large && remove}
      </div>
      {editing && (
        <PersonEditor
          person={person}
          relations={large ? OTHERS : RELATIONS}
          error={(field) => {
            const code = faults.get(field)
            return code && fieldWords(code, language, field)
          }}
          onChange={(change) => onChange({ ...person, ...withIdentity(person, change) })}
        />
      )}
      {editing && large && remove}
    </li>
  )
}
