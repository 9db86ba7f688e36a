import { useMemo, useRef, useState } from 'react'
import type { InsuredForm } from '../contract/people-form.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { useText } from '../ui/language.tsx'
import { CheckPasted } from './check-pasted.tsx'
import { type CheckedPaste, keepCorrections } from './keep-corrections.ts'
import { messages } from './messages.ts'
import { type PastedPeople, readPeople } from './read-people.ts'

type Props = {
  /** For customers: nobody in the list is 本人, because the holder is entered separately. */
  large?: boolean
  onAdd(people: InsuredForm[]): void
  /** Called when done. */
  onClose(): void
}

/** Adds people from a pasted list: text, then result to check. */
export function PastePeople({ large = false, onAdd, onClose }: Props) {
  const t = useText(messages)
  const [text, setText] = useState('')
  const [empty, setEmpty] = useState(false)
  const [pasted, setPasted] = useState<PastedPeople | null>(null)
  /** Corrections outlast a look at the text, and a change of other lines in it. */
  const checked = useRef<CheckedPaste | null>(null)
  const area = useRef<HTMLDivElement>(null)
  const read = useMemo(() => readPeople(text), [text])
  const size = large ? ('large' as const) : ('normal' as const)

  function check() {
    setEmpty(text.trim() === '')
    if (text.trim() === '') area.current?.querySelector('textarea')?.focus()
    else {
      const first = fresh()
      const now = checked.current ? keepCorrections(first, checked.current) : first
      checked.current = { first, now }
      setPasted(now)
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
        onChange={setPasted}
        onAdd={onAdd}
        onBack={() => {
          if (checked.current) checked.current.now = pasted
          setPasted(null)
        }}
        onClose={onClose}
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
          setText(event.target.value)
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
