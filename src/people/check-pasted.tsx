import { useEffect, useRef, useState } from 'react'
import type { Relation } from '../contract/people.ts'
import type { InsuredForm } from '../contract/people-typed.ts'
import { fieldWords } from '../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { GroupRelation } from './group-relation.tsx'
import { messages } from './messages.ts'
import { PastedRow } from './pasted-row.tsx'
import {
  type BadLines,
  type PastedPeople,
  type PastedPerson,
  readPeople,
  type SkippedLines,
} from './read-people.ts'
import { RefusedLines } from './refused-lines.tsx'
import { SkippedList } from './skipped-list.tsx'

type Props = {
  large: boolean
  pasted: PastedPeople
  onChange(pasted: PastedPeople): void
  onAdd(people: InsuredForm[]): void
  onBack(): void
  onClose(): void
}

/** Result of reading pasted text: rejected lines to correct, people to edit, skipped lines. */
export function CheckPasted({ large, pasted, onChange, onAdd, onBack, onClose }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [relation, setRelation] = useState<Relation | ''>('')
  const [asked, setAsked] = useState(false)
  const [added, setAdded] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLParagraphElement>(null)
  useEffect(() => head.current?.focus(), [])
  const { people, bad, skipped } = pasted
  const open = people.some((one) => one.relation === '')
  const size = large ? ('large' as const) : ('normal' as const)

  /** Reads corrected lines again below their header line. Returns why they are still rejected. */
  function again(one: BadLines, text: string): string | null {
    const head = skipped.find(({ why }) => why === 'head')?.text
    const read = readPeople(head && one.text.includes('\t') ? `${head}\n${text}` : text)
    const refused = read.bad[0]?.code ?? (read.people.length === 0 ? 'no-document' : null)
    if (refused) return refused
    const known = new Set(people.map(({ cardType, cardNo }) => `${cardType} ${cardNo}`))
    if (read.people.some(({ cardType, cardNo }) => known.has(`${cardType} ${cardNo}`))) return 'insured-twice'
    const { line, lines, text: source } = one
    const mended = read.people.map((person) => ({ ...person, line, lines, text: source }))
    onChange({
      people: [...people, ...mended].toSorted((a, b) => a.line - b.line),
      bad: bad.filter((other) => other !== one),
      skipped,
    })
    return null
  }
  function discard(one: BadLines) {
    const { line, lines, text } = one
    const left: SkippedLines = { line, lines, text, why: 'note' }
    onChange({
      people,
      bad: bad.filter((other) => other !== one),
      skipped: [...skipped, left].toSorted((a, b) => a.line - b.line),
    })
  }
  function claim(one: SkippedLines) {
    const { line, lines, text } = one
    onChange({
      people,
      bad: [...bad, { line, lines, text, code: 'no-document' }],
      skipped: skipped.filter((other) => other !== one),
    })
  }
  const change = (person: PastedPerson, next: PastedPerson | null) =>
    onChange({ bad, skipped, people: people.flatMap((one) => (one === person ? (next ?? []) : one)) })

  function add() {
    setAsked(true)
    if (open && relation === '') {
      box.current?.querySelector<HTMLElement>('[data-field="groupRelation"]')?.focus()
      return
    }
    onAdd(people.map((one) => withoutPlace(one, relation)))
    if (bad.length === 0) return onClose()
    setAdded(added + people.length)
    onChange({ people: [], bad, skipped })
    head.current?.focus()
  }
  return (
    <div ref={box} className="flex flex-col gap-4">
      <p ref={head} role="status" tabIndex={-1} className="font-semibold outline-none">
        {added > 0 && people.length === 0
          ? t.added(added)
          : t.found(people.length, bad.length, skipped.length)}
      </p>
      {people.length === 0 && bad.length === 0 && <p>{t.nobody}</p>}
      {bad.length > 0 && (
        <section aria-label={t.refused(bad.length)}>
          <h2 className="font-semibold text-bad">{t.refused(bad.length)}</h2>
          <p className="text-muted">{t.refusedHint}</p>
          {bad.map((one) => (
            <RefusedLines
              key={one.line}
              refused={one}
              size={size}
              onAgain={(text) => again(one, text)}
              onDiscard={() => discard(one)}
            />
          ))}
        </section>
      )}
      {people.length > 0 && (
        <section aria-label={t.accepted}>
          <h2 className="mb-1 font-semibold">{t.accepted}</h2>
          <ol data-personal="" className="divide-y divide-line border-y border-line">
            {people.map((one, place) => (
              <PastedRow
                key={one.key}
                person={one}
                place={place}
                large={large}
                relation={relation}
                onChange={(next) => change(one, next)}
              />
            ))}
          </ol>
        </section>
      )}
      {skipped.length > 0 && <SkippedList skipped={skipped} size={size} onClaim={claim} />}
      {open && (
        <GroupRelation
          value={relation}
          error={asked && relation === '' ? fieldWords('choose', language) : undefined}
          onChange={setRelation}
        />
      )}
      <div className={large ? 'grid gap-3' : 'flex flex-wrap gap-2'}>
        {people.length > 0 && (
          <Button size={size} look="primary" onClick={add}>
            {t.add(people.length)}
          </Button>
        )}
        <Button size={size} look={large ? 'quiet' : 'secondary'} onClick={onBack}>
          {t.back}
        </Button>
      </div>
    </div>
  )
}

function withoutPlace(person: PastedPerson, group: Relation | ''): InsuredForm {
  const { line: _line, lines: _lines, text: _text, unused: _unused, ...one } = person
  return { ...one, relation: one.relation || group }
}
