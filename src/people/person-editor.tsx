import { readIdCard } from '../contract/id-card.ts'
import { CARD_TYPES, type CardType, type Relation } from '../contract/people.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { whenLeft } from './clean.ts'
import { messages } from './messages.ts'

/** Editor of a person read from a list. */
export function PersonEditor({
  person,
  relations,
  error,
  onChange,
}: {
  person: InsuredForm
  relations: readonly Relation[]
  error(field: string): string | undefined
  onChange(change: Partial<InsuredForm>): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const derived = person.cardType === 'id-card' && typeof readIdCard(person.cardNo) !== 'string'
  const common = (name: 'name' | 'cardNo' | 'birthday' | 'gender' | 'mobile') => ({
    label: t[name],
    error: error(name),
    value: person[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    ...whenLeft(person, onChange),
  })
  return (
    <div className="grid grid-cols-2 gap-3 pt-3 pb-2">
      <TextField {...common('name')} required className="col-span-2" />
      <SelectField
        label={t.cardType}
        value={person.cardType}
        onChange={(event) => onChange({ cardType: event.target.value as CardType })}
        options={CARD_TYPES.map((value) => ({ value, label: CARD_TYPE_WORDS[value][language] }))}
      />
      <SelectField
        label={t.relation}
        placeholder={t.choose}
        value={person.relation}
        onChange={(event) => onChange({ relation: event.target.value as InsuredForm['relation'] })}
        options={relations.map((value) => ({ value, label: RELATION_WORDS[value][language] }))}
      />
      <TextField
        {...common('cardNo')}
        required
        className="col-span-2"
        autoCapitalize="characters"
        spellCheck={false}
      />
      {!derived && (
        <>
          <TextField {...common('birthday')} required type="date" min="1900-01-01" />
          <SelectField
            {...common('gender')}
            required
            placeholder={t.choose}
            options={(['M', 'F'] as const).map((value) => ({ value, label: GENDER_WORDS[value][language] }))}
          />
        </>
      )}
      <TextField {...common('mobile')} className="col-span-2" inputMode="tel" placeholder={t.optional} />
    </div>
  )
}
