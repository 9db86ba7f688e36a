import { useMemo, useRef, useState } from 'react'
import type { InsuredForm } from '../contract/people-typed.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { useText } from '../ui/language.tsx'
import { CheckPasted } from './check-pasted.tsx'
import { type CheckedPaste, keepCorrections } from './keep-corrections.ts'
import { messages } from './messages.ts'
import { type PastedPeople, readPeople } from './read-people.ts'

/** Kept outside of the dialog or screen: closing it loses nothing that was typed or corrected. */
export type PasteState = { text: string; pasted: PastedPeople | null; checked: CheckedPaste | null }
const EMPTY: PasteState = { text: '', pasted: null, checked: null }

type Props = {
  /** Null before anything is pasted, and again once everything is added. */
  state: PasteState | null
  onState(state: PasteState | null): void
  /** For customers: a pasted 本人 gets no relation, because the holder is entered separately. */
  large?: boolean
  onAdd(people: InsuredForm[]): void
  /** Called when done. */
  onClose(): void
}

/** Adds people from a pasted list: text, then result to check. */
export function PastePeople({ state, onState, large = false, onAdd, onClose }: Props) {
  const t = useText(messages)
  const { text, pasted, checked } = state ?? EMPTY
  const [empty, setEmpty] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const read = useMemo(() => readPeople(text), [text])
  const size = large ? ('large' as const) : ('normal' as const)

  function check() {
    setEmpty(text.trim() === '')
    if (text.trim() === '') area.current?.querySelector('textarea')?.focus()
    else {
      const first = fresh()
      const now = checked ? keepCorrections(first, checked) : first
      onState({ text, pasted: now, checked: { first, now } })
    }
  }
  function fresh(): PastedPeople {
    const others = read.people.map((one) =>
      one.relation === 'self' ? { ...one, relation: '' as const } : one,
    )
    return large ? { ...read, people: others } : read
  }
  if (pasted)
    return (
      <CheckPasted
        large={large}
        pasted={pasted}
        onChange={(next) => onState({ text, checked, pasted: next })}
        onAdd={onAdd}
        onBack={() =>
          // Corrections survive a return to the text, and changes of other lines.
          onState({ text, pasted: null, checked: checked && { ...checked, now: pasted } })
        }
        onClose={() => {
          onState(null)
          onClose()
        }}
      />
    )
  return (
    <div ref={area}>
      <TextArea
        label={t.list}
        hint={t.pasteHint}
        rows={large ? 9 : 10}
        value={text}
        error={empty ? t.pasteEmpty : undefined}
        onChange={(event) => {
          onState({ text: event.target.value, pasted: null, checked })
          setEmpty(false)
        }}
      />
      <p role="status" className="mt-3 min-h-6 font-semibold">
        {text.trim() !== '' && t.found(read.people.length, read.bad.length, read.skipped.length)}
      </p>
      <div className={large ? 'mt-4 grid' : 'mt-4 flex gap-2'}>
        <Button size={size} look="primary" onClick={check}>
          {t.toCheck}
        </Button>
        {!large && <Button onClick={onClose}>{t.close}</Button>}
      </div>
    </div>
  )
}
