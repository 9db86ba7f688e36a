import { useMemo, useState } from 'react'
import { fieldWords } from '../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { type BadLine, readPeople } from '../../lib/read-people.ts'
import type { InsuredForm } from '../../contract/people-form.ts'

export function PastePeopleDialog({
  open,
  onClose,
  onAdd,
}: {
  open: boolean
  onClose(): void
  onAdd(people: InsuredForm[]): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [text, setText] = useState('')
  const { people, bad } = useMemo(() => readPeople(text), [text])
  const reason = ({ code }: BadLine) =>
    code === 'no-document' || code === 'no-name' || code === 'excel-number'
      ? t[code]
      : fieldWords(code, language)

  function add() {
    onAdd(people)
    // What could not be read stays to be mended.
    setText(bad.map((line) => line.text).join('\n'))
    if (bad.length === 0) onClose()
  }
  return (
    <Dialog title={t.paste} open={open} onClose={onClose} closeLabel={t.close}>
      <TextArea
        label={t.pasteLabel}
        hint={t.pasteAbout}
        rows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() !== '' && (
        <div role="status" className="mt-3">
          <p className="font-semibold">{t.pasteFound(people.length, bad.length)}</p>
          <ul className="mt-1 max-h-40 overflow-y-auto">
            {bad.map((line) => (
              <li key={line.line} className="text-bad">
                {t.pasteLine(line.line)}：{reason(line)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-4 flex gap-2">
        <Button look="primary" disabled={people.length === 0} onClick={add}>
          {t.pasteAdd(people.length)}
        </Button>
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}
