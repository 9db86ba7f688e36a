import { type ReactNode, useCallback, useState } from 'react'
import { emptyInsured } from '../../contract/people-empty.ts'
import type { InsuredForm } from '../../contract/people-typed.ts'
import { fieldWords } from '../../contract/problems.ts'
import { type PasteState, PastePeople } from '../../people/paste-people.tsx'
import { InsuredHead, InsuredRow } from '../../people/person-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { changeMessages } from './change-messages.ts'

/** The people of the new order, typed or pasted: a line each, as in the sale. */
export function ChangePeople({
  people,
  codes,
  onChange,
  onPeople,
  children,
}: {
  people: readonly InsuredForm[]
  /** Code by the path of the field that shows it. */
  codes: ReadonlyMap<string, string>
  onChange(place: number, change: Partial<InsuredForm>): void
  onPeople(people: readonly InsuredForm[]): void
  children: ReactNode
}) {
  const t = useText(changeMessages)
  const { language } = useLanguage()
  const [paste, setPaste] = useState<PasteState | null>(null)
  const [pasting, setPasting] = useState(false)
  const words = useCallback((code: string, field: string) => fieldWords(code, language, field), [language])
  return (
    <Section title={t.newPeople} aside={<Button onClick={() => setPasting(true)}>{t.paste}</Button>}>
      <InsuredHead />
      {people.map((person, n) => (
        <div key={person.key} data-field={`insured.${n}.`} tabIndex={-1} className="rounded">
          <InsuredRow
            person={person}
            place={n}
            faults={[...codes]
              .filter(([path]) => path.startsWith(`insured.${n}.`))
              .map(([path, code]) => `${path}=${code}`)
              .join(' ')}
            words={words}
            onChange={onChange}
            onRemove={people.length > 1 ? (at) => onPeople(people.filter((_one, m) => m !== at)) : null}
          />
        </div>
      ))}
      <div className="mt-3">
        <Button look="quiet" onClick={() => onPeople([...people, emptyInsured()])}>
          ＋ {t.add}
        </Button>
      </div>
      {children}
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
    </Section>
  )
}
