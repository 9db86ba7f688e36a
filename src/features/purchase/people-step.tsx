import { emptyInsured } from '../../contract/people-empty.ts'
import type { HolderForm, InsuredForm } from '../../contract/people-typed.ts'
import { isOdd } from '../../contract/sale-faults.ts'
import { CARD_TYPE_WORDS, RELATION_WORDS } from '../../contract/people-words.ts'
import { Button } from '../../ui/button.tsx'
import { ChevronIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { withHolder } from './change-people.ts'
import { SELF, selfOf } from './draft.ts'
import { useLaterText } from './later-messages.ts'
import { PersonInputs } from './person-inputs.tsx'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'
import { Tick } from './tick.tsx'

type Props = StepProps & { focus: boolean; onPerson(key: string): void; onPaste(): void }

/** The holder's fields, then the insured as one line each. */
export function PeopleStep({ focus, onPerson, onPaste, ...step }: Props) {
  const { draft, codes, error, onChange } = step
  const t = useLaterText()
  const self = draft.insured.some(({ relation }) => relation === 'self')
  const fault = error('insured')

  function add(person: InsuredForm): void {
    onChange((before) => ({ ...before, insured: [...before.insured, person] }))
    onPerson(person.key)
  }
  /** Names the missing field, because the list shows no fields. */
  function faultOf(place: number): string | undefined {
    const person = `insured.${place}.`
    const path = [...codes.keys()].find((one) => one.startsWith(person))
    if (path === undefined) return undefined
    const name = path.slice(person.length) as keyof HolderForm | 'relation'
    return codes.get(path) === 'required' ? t.missing(t[name]) : error(path)
  }

  return (
    <>
      <StepHeading title={t.whoTravels} detail={t.whoTravelsText} focus={focus} />
      <section aria-label={t.holder}>
        <h2 className="mb-3 font-semibold">{t.holder}</h2>
        <PersonInputs
          own
          person={draft.holder}
          path="holder"
          error={error}
          onChange={(change) => onChange((before) => withHolder(before, change))}
        />
        <div className="mt-3">
          <Tick
            label={t.selfToo}
            field={SELF}
            error={error(SELF)}
            checked={self}
            onChange={(given) =>
              onChange((before) => ({
                ...before,
                insured: given
                  ? [selfOf(before.holder), ...before.insured]
                  : before.insured.filter(({ relation }) => relation !== 'self'),
              }))
            }
          />
        </div>
      </section>
      <section aria-label={t.insured} className="mt-6 border-t border-line pt-6">
        <h2 className="font-semibold">
          {t.insured} · {t.people(draft.insured.length)}
        </h2>
        <ul data-personal="" className="mt-2 divide-y divide-line">
          {draft.insured.map((person, place) => (
            <li key={person.key}>
              {person.relation === 'self' ? (
                <div className="flex min-h-14 flex-col justify-center py-2">
                  <Person person={person} fault={undefined} />
                </div>
              ) : (
                <button
                  type="button"
                  data-field={`insured.${place}.`}
                  {...(faultOf(place) && { 'aria-describedby': `fault-${person.key}` })}
                  onClick={() => onPerson(person.key)}
                  className="flex min-h-14 w-full items-center gap-3 py-2 text-left"
                >
                  <span className="min-w-0 flex-1">
                    <Person person={person} fault={faultOf(place)} />
                  </span>
                  <span className="-rotate-90 text-faint">
                    <ChevronIcon size={12} />
                  </span>
                </button>
              )}
            </li>
          ))}
        </ul>
        {fault && (
          <p id="insured-fault" className="mt-2 text-base text-bad">
            {fault}
          </p>
        )}
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            size="large"
            data-field="insured"
            {...(fault && { 'aria-describedby': 'insured-fault' })}
            onClick={() => add(emptyInsured())}
          >
            {t.addPerson}
          </Button>
          <Button size="large" look="quiet" onClick={onPaste}>
            {t.paste}
          </Button>
        </div>
      </section>
      <ConfirmOdd {...step} />
    </>
  )
}

function Person({ person, fault }: { person: InsuredForm; fault: string | undefined }) {
  const t = useLaterText()
  const { language } = useLanguage()
  return (
    <>
      <span className="block break-words">
        {person.name || t.unnamed}
        <span className="ml-2 text-base text-muted">
          {person.relation && RELATION_WORDS[person.relation][language]}
        </span>
      </span>
      <span className="block text-base text-muted tabular">
        {person.cardNo
          ? `${CARD_TYPE_WORDS[person.cardType][language]} ${t.ending(person.cardNo.slice(-4))}`
          : t.noCard}
      </span>
      {fault && (
        <span id={`fault-${person.key}`} className="block text-base text-bad">
          {fault}
        </span>
      )}
    </>
  )
}

/** Unusual numbers pass once confirmed. */
function ConfirmOdd({ draft, codes, onChange }: StepProps) {
  const t = useLaterText()
  const odd = [...codes.values()].some(isOdd)
  if (!odd && !draft.confirmed) return null
  return (
    <div className="mt-4">
      <Tick
        label={t.confirmOdd}
        checked={draft.confirmed}
        onChange={(confirmed) => onChange((before) => ({ ...before, confirmed }))}
      />
    </div>
  )
}
