import { useState } from 'react'
import { RELATIONS } from '../../contract/people.ts'
import { emptyInsured } from '../../contract/people-empty.ts'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { type PasteState, PastePeople } from '../../people/paste-people.tsx'
import { PersonEditor } from '../../people/person-editor.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { changeMessages } from './change-messages.ts'

/** The people of the new order, typed or pasted. */
export function ChangePeople({
  people,
  error,
  onChange,
  onPeople,
}: {
  people: readonly InsuredForm[]
  error(path: string): string | undefined
  onChange(place: number, change: Partial<InsuredForm>): void
  onPeople(people: readonly InsuredForm[]): void
}) {
  const t = useText(changeMessages)
  const [paste, setPaste] = useState<PasteState | null>(null)
  const [pasting, setPasting] = useState(false)
  return (
    <>
      <ol className="grid gap-x-8 md:grid-cols-2">
        {people.map((person, n) => (
          <li key={person.key} data-field={`insured.${n}.`} tabIndex={-1} className="rounded">
            <div className="flex items-center justify-between">
              <h3>{t.person(n + 1)}</h3>
              {people.length > 1 && (
                <Button look="quiet" onClick={() => onPeople(people.filter((_one, at) => at !== n))}>
                  {t.remove(n + 1)}
                </Button>
              )}
            </div>
            <PersonEditor
              person={person}
              relations={RELATIONS}
              error={(field) => error(`insured.${n}.${field}`)}
              onChange={(change) => onChange(n, change)}
            />
          </li>
        ))}
      </ol>
      <div className="mt-2 flex gap-2">
        <Button onClick={() => onPeople([...people, emptyInsured()])}>{t.add}</Button>
        <Button onClick={() => setPasting(true)}>{t.paste}</Button>
      </div>
      <Dialog title={t.paste} open={pasting} onClose={() => setPasting(false)} closeLabel={t.close}>
        <PastePeople
          state={paste}
          onState={setPaste}
          onAdd={(added) =>
            onPeople([...people.filter(({ name, cardNo }) => name.trim() || cardNo.trim()), ...added])
          }
          onClose={() => setPasting(false)}
        />
      </Dialog>
    </>
  )
}
