import { readIdCard } from '../../contract/id-card.ts'
import { CARD_TYPES, type CardType } from '../../contract/people.ts'
import type { HolderForm } from '../../contract/people-typed.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS } from '../../contract/people-words.ts'
import { whenLeft } from '../../people/clean.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { useLaterText } from './later-messages.ts'

type Props = {
  person: HolderForm
  path: string
  error(path: string): string | undefined
  onChange(change: Partial<HolderForm>): void
  /** Autofill is on for the holder and off for others. */
  own: boolean
}

/** Person fields. Birthday and sex of a resident ID are shown as text. */
export function PersonInputs({ person, path, error, onChange, own }: Props) {
  const t = useLaterText()
  const { language } = useLanguage()
  const card = person.cardType === 'id-card' ? readIdCard(person.cardNo) : null
  const told = card !== null && typeof card !== 'string'
  const common = (name: keyof HolderForm, label: string) => ({
    label,
    error: error(`${path}.${name}`),
    'data-field': `${path}.${name}`,
    value: person[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    ...whenLeft(person, onChange),
  })
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4">
      <TextField
        {...common('name', t.name)}
        className="col-span-2"
        required
        autoComplete={own ? 'name' : 'off'}
        hint={person.cardType === 'passport' ? t.passportName : undefined}
      />
      <SelectField
        {...common('cardType', t.cardType)}
        className="col-span-2"
        onChange={(event) => onChange({ cardType: event.target.value as CardType })}
        options={CARD_TYPES.map((value) => ({ value, label: CARD_TYPE_WORDS[value][language] }))}
      />
      <TextField
        {...common('cardNo', t.cardNo)}
        className="col-span-2"
        required
        inputMode="text"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        hint={
          told && <span data-personal="">{t.fromId(card.birthday, GENDER_WORDS[card.gender][language])}</span>
        }
      />
      {person.cardType !== 'id-card' && (
        <>
          <TextField {...common('birthday', t.birthday)} required type="date" min="1900-01-01" />
          <SelectField
            {...common('gender', t.gender)}
            required
            onChange={(event) => onChange({ gender: event.target.value as HolderForm['gender'] })}
            placeholder={t.choose}
            options={(['M', 'F'] as const).map((value) => ({ value, label: GENDER_WORDS[value][language] }))}
          />
        </>
      )}
      <TextField
        {...common('mobile', own ? t.mobile : t.mobileOptional)}
        className="col-span-2"
        type="tel"
        inputMode="tel"
        autoComplete={own ? 'tel-national' : 'off'}
        hint={own ? t.mobileNote : undefined}
      />
      {(own || person.email !== '') && (
        <TextField
          {...common('email', t.email)}
          className="col-span-2"
          type="email"
          inputMode="email"
          autoCapitalize="none"
          autoComplete="email"
        />
      )}
    </div>
  )
}
