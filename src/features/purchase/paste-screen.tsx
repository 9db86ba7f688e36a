import { useMemo, useState } from 'react'
import { fieldWords } from '../../contract/problems.ts'
import { type BadLine, readPeople } from '../../lib/read-people.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useLanguage } from '../../ui/language.tsx'
import { useLaterText } from './later-messages.ts'
import type { StepProps } from './purchase-form.tsx'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'

/** A list from a chat: a line a person, and what cannot be read stays to be mended. */
export function PasteScreen({ onChange, onBack }: Pick<StepProps, 'onChange'> & { onBack(): void }) {
  const t = useLaterText()
  const { language } = useLanguage()
  const [text, setText] = useState('')
  const [added, setAdded] = useState(0)
  const { people, bad } = useMemo(() => readPeople(text), [text])
  const reason = ({ code }: BadLine) =>
    code === 'no-document' || code === 'no-name' || code === 'excel-number'
      ? t[code]
      : fieldWords(code, language)

  function add(): void {
    onChange((before) => ({ ...before, insured: [...before.insured, ...people] }))
    if (bad.length === 0) return onBack()
    setText(bad.map((line) => line.text).join('\n'))
    setAdded(added + people.length)
  }

  return (
    <>
      <div className="mb-2 flex min-h-11 items-center text-base text-muted">
        <BackButton onBack={onBack} />
      </div>
      <StepHeading title={t.paste} detail={t.pasteText} focus />
      <TextArea label={t.list} rows={9} value={text} onChange={(event) => setText(event.target.value)} />
      <div role="status" className="mt-3 text-base">
        {added > 0 && <p className="text-good">{t.added(added)}</p>}
        {text.trim() !== '' && (
          <>
            <p className="font-semibold">{t.found(people.length, bad.length)}</p>
            <ul className="mt-1">
              {bad.map((line) => (
                <li key={line.line} className="text-bad">
                  {t.line(line.line)}
                  {reason(line)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className="mt-6">
        <Button size="large" look="primary" className="w-full" disabled={people.length === 0} onClick={add}>
          {t.addPeople(people.length)}
        </Button>
      </div>
    </>
  )
}
