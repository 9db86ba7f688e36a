import { useFaults } from '../../api/use-faults.ts'
import { RELATIONS } from '../../contract/people.ts'
import { isOdd } from '../../contract/sale-faults.ts'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { RELATION_WORDS } from '../../contract/people-words.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { withInsured } from './change-people.ts'
import { placeOfFault } from './draft.ts'
import { useLaterText } from './later-messages.ts'
import { PersonInputs } from './person-inputs.tsx'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'

const OTHERS = RELATIONS.filter((relation) => relation !== 'self')

/** Edit screen of one insured. */
export function PersonScreen({
  draft,
  personKey,
  faults,
  onChange,
  onBack,
}: StepProps & { personKey: string; onBack(): void }) {
  const t = useLaterText()
  const { language } = useLanguage()
  const place = draft.insured.findIndex(({ key }) => key === personKey)
  const person = draft.insured[place]
  const path = `insured.${place}`
  const found = new Map([...faults].filter(([at]) => at.startsWith(`${path}.`)))
  const own = useFaults({ language, found, placeOf: (at) => placeOfFault(draft, faults, at) })
  const { error } = own

  function done(): void {
    own.press()
    // Unusual numbers are confirmed together on the list.
    if ([...found.values()].every(isOdd)) onBack()
  }

  return (
    <Form name="person" faults={own} onSubmit={done} onBlur={own.onBlur}>
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
      <FormAnswer className="mt-4" />
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
    </Form>
  )
}
