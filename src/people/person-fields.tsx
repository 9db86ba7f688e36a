import { memo, type ReactNode } from 'react'
import { CARD_TYPES, type CardType, RELATIONS } from '../contract/people.ts'
import { CARD_TYPE_WORDS, GENDER_WORDS, PERSON_WORDS, RELATION_WORDS } from '../contract/people-words.ts'
import { readIdCard } from '../contract/id-card.ts'
import { whenLeft } from './clean.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { CloseIcon } from '../ui/more-icons.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { rowMessages } from './row-messages.ts'
import type { HolderForm, InsuredForm } from '../contract/people-typed.ts'

type Errors = (field: string) => string | undefined

type FieldsProps<Person extends HolderForm> = {
  person: Person
  path: string
  error: Errors
  onChange(change: Partial<HolderForm>): void
  hideLabel?: 'wide'
}

/** Name, ID, birthday, sex and mobile number. A resident ID determines birthday and sex. */
function IdentityFields({ person, path, error, onChange, hideLabel }: FieldsProps<HolderForm>) {
  const t = useText(rowMessages)
  const { language } = useLanguage()
  const derived = person.cardType === 'id-card' && typeof readIdCard(person.cardNo) !== 'string'
  const common = (name: keyof HolderForm) => ({
    label: PERSON_WORDS[name][language],
    hideLabel,
    error: error(`${path}.${name}`),
    'data-field': `${path}.${name}`,
    value: person[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    ...whenLeft(person, onChange),
  })
  return (
    <>
      <TextField {...common('name')} required />
      <SelectField
        {...common('cardType')}
        onChange={(event) => onChange({ cardType: event.target.value as CardType })}
        options={CARD_TYPES.map((value) => ({ value, label: CARD_TYPE_WORDS[value][language] }))}
      />
      <TextField
        {...common('cardNo')}
        className="max-md:col-span-2"
        required
        autoCapitalize="characters"
        spellCheck={false}
      />
      {derived ? (
        <>
          <Derived
            label={PERSON_WORDS.birthday[language]}
            hideLabel={hideLabel}
            field={`${path}.birthday`}
            error={error(`${path}.birthday`)}
          >
            <span className="tabular">{person.birthday}</span>
          </Derived>
          <Derived
            label={PERSON_WORDS.gender[language]}
            hideLabel={hideLabel}
            field={`${path}.gender`}
            error={error(`${path}.gender`)}
          >
            {person.gender && GENDER_WORDS[person.gender][language]}
          </Derived>
        </>
      ) : (
        <>
          <TextField {...common('birthday')} required type="date" min="1900-01-01" />
          <SelectField
            {...common('gender')}
            required
            onChange={(event) => onChange({ gender: event.target.value as HolderForm['gender'] })}
            placeholder={t.choose}
            options={(['M', 'F'] as const).map((value) => ({ value, label: GENDER_WORDS[value][language] }))}
          />
        </>
      )}
      <TextField {...common('mobile')} inputMode="tel" placeholder={t.optional} />
    </>
  )
}

/** Data derived from the ID number, as text. */
function Derived({
  label,
  hideLabel,
  field,
  error,
  children,
}: {
  label: string
  hideLabel: 'wide' | undefined
  field: string
  error: string | undefined
  children: ReactNode
}) {
  const t = useText(rowMessages)
  return (
    <div title={t.fromId}>
      <span className={hideLabel === 'wide' ? 'mb-1 block text-muted row:sr-only' : 'mb-1 block text-muted'}>
        {label}
      </span>
      <output
        aria-label={label}
        data-field={field}
        tabIndex={-1}
        {...(error && { 'aria-describedby': `${field}-error` })}
        className="flex h-9 items-center rounded"
      >
        {children}
      </output>
      {error && (
        <p id={`${field}-error`} className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </div>
  )
}

export function HolderFields(props: FieldsProps<HolderForm>) {
  const t = useText(rowMessages)
  const { language } = useLanguage()
  const { person, error, onChange } = props
  return (
    <div className="grid grid-cols-2 gap-4 md:grid-cols-3 row:grid-cols-[1fr_130px_1.3fr_150px_110px]">
      <IdentityFields {...props} />
      <TextField
        className="row:col-span-2"
        label={PERSON_WORDS.email[language]}
        type="email"
        placeholder={t.optional}
        data-field="holder.email"
        value={person.email}
        onChange={(event) => onChange({ email: event.target.value })}
        {...whenLeft(person, onChange)}
        error={error('holder.email')}
      />
    </div>
  )
}

const COLUMNS = 'row:gap-x-1.5 row:grid-cols-[16px_1fr_132px_184px_134px_86px_124px_90px_24px]'

export function InsuredHead() {
  const { language } = useLanguage()
  return (
    <div
      aria-hidden="true"
      className={`hidden items-end gap-2 pb-1 text-small text-muted row:grid ${COLUMNS}`}
    >
      <span />
      <span>{PERSON_WORDS.name[language]}</span>
      <span>{PERSON_WORDS.cardType[language]}</span>
      <span>{PERSON_WORDS.cardNo[language]}</span>
      <span>{PERSON_WORDS.birthday[language]}</span>
      <span>{PERSON_WORDS.gender[language]}</span>
      <span>{PERSON_WORDS.mobile[language]}</span>
      <span>{PERSON_WORDS.relation[language]}</span>
    </div>
  )
}

type RowProps = {
  person: InsuredForm
  place: number
  /** This row's faults as `name code` pairs. A string, so that memoised rows do not rerender. */
  faults: string
  words(code: string, field: string): string
  onChange(place: number, change: Partial<InsuredForm>): void
  /** Null: this row stays. */
  onRemove: ((place: number) => void) | null
}

/** One insured: a grid line, or a block on phones. */
export const InsuredRow = memo(function InsuredRow({
  person,
  place,
  faults,
  words,
  onChange,
  onRemove,
}: RowProps) {
  const t = useText(rowMessages)
  const { language } = useLanguage()
  const path = `insured.${place}`
  const codes = new Map(faults.split(' ').map((pair) => pair.split('=') as [string, string]))
  const error: Errors = (field) => {
    const code = codes.get(field)
    return code ? words(code, field) : undefined
  }
  return (
    <div
      role="group"
      aria-label={t.person(place + 1)}
      className={`relative grid grid-cols-2 gap-x-2 gap-y-3 border-b border-line py-3 md:grid-cols-3 row:items-start row:border-0 row:py-1 ${COLUMNS}`}
    >
      <span className="tabular col-span-full text-small text-muted row:col-span-1 row:pt-2.5">
        <span className="row:sr-only">{t.person(place + 1)}</span>
        <span className="max-row:hidden">{place + 1}</span>
      </span>
      <IdentityFields
        person={person}
        path={path}
        error={error}
        hideLabel="wide"
        onChange={(change) => onChange(place, change)}
      />
      <SelectField
        label={PERSON_WORDS.relation[language]}
        hideLabel="wide"
        data-field={`${path}.relation`}
        value={person.relation}
        error={error(`${path}.relation`)}
        onChange={(event) => onChange(place, { relation: event.target.value as InsuredForm['relation'] })}
        required
        placeholder={t.choose}
        options={RELATIONS.map((value) => ({ value, label: RELATION_WORDS[value][language] }))}
      />
      {onRemove && (
        <button
          type="button"
          aria-label={t.removePerson(place + 1)}
          onClick={() => onRemove(place)}
          className="absolute top-2 right-0 rounded p-2 text-muted hover:bg-bad-soft hover:text-bad row:static row:mt-1 row:px-1"
        >
          <CloseIcon size={14} />
        </button>
      )}
    </div>
  )
})
