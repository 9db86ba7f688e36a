import { type FormEvent, useRef, useState } from 'react'
import { RELATIONS } from '../../contract/people.ts'
import { isOdd } from '../../contract/place-order.ts'
import type { InsuredForm } from '../../contract/people-form.ts'
import { RELATION_WORDS } from '../../contract/people-words.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { withInsured } from './draft.ts'
import { useLaterText } from './later-messages.ts'
import { PersonInputs } from './person-inputs.tsx'
import type { StepProps } from './purchase-form.tsx'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'
import { useLeftFields } from './use-left-fields.ts'

const OTHERS = RELATIONS.filter((relation) => relation !== 'self')

/** One insured on a screen of their own. */
export function PersonScreen({
  draft,
  personKey,
  faults,
  onChange,
  onBack,
}: StepProps & { personKey: string; onBack(): void }) {
  const t = useLaterText()
  const { language } = useLanguage()
  const [left, onBlur] = useLeftFields()
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const place = draft.insured.findIndex(({ key }) => key === personKey)
  const person = draft.insured[place]
  const path = `insured.${place}`
  const error = (at: string) => {
    const code = tried || left.has(at) ? faults.get(at) : undefined
    return code && fieldWords(code, language, at)
  }

  function done(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
    // An unusual number is confirmed on the list, for all of them at once.
    const first = fields.find(({ dataset }) => {
      const code = faults.get(dataset['field'] ?? '')
      return code !== undefined && !isOdd(code)
    })
    if (first) first.focus()
    else onBack()
  }

  return (
    <form ref={form} noValidate onSubmit={done} onBlur={onBlur}>
      <div className="mb-2 flex min-h-11 items-center text-base text-muted">
        <BackButton onBack={onBack} />
      </div>
      <StepHeading title={person?.name || t.person} personal focus />
      {person && (
        <>
          <PersonInputs
            own={false}
            person={person}
            path={path}
            error={error}
            onChange={(change) => onChange((before) => withInsured(before, personKey, change))}
          />
          <SelectField
            className="mt-4"
            label={t.relation}
            hint={t.relationNote}
            data-field={`${path}.relation`}
            value={person.relation}
            error={error(`${path}.relation`)}
            onChange={(event) => {
              const relation = event.target.value as InsuredForm['relation']
              onChange((before) => withInsured(before, personKey, { relation }))
            }}
            required
            placeholder={t.choose}
            options={OTHERS.map((value) => ({ value, label: RELATION_WORDS[value][language] }))}
          />
        </>
      )}
      <div className="mt-8 flex gap-3">
        <Button type="submit" size="large" look="primary" className="flex-1">
          {t.done}
        </Button>
        <Button
          size="large"
          look="danger"
          onClick={() => {
            onChange((before) => ({
              ...before,
              insured: before.insured.filter(({ key }) => key !== personKey),
            }))
            onBack()
          }}
        >
          {t.remove}
        </Button>
      </div>
    </form>
  )
}
