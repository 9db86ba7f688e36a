import { useRef, useState } from 'react'
import { fieldWords, type Language } from '../contract/problems.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { messages } from './messages.ts'
import type { BadLines } from './read-people.ts'

/** The sentence for why pasted lines are refused. */
function reasonOf(code: string, language: Language): string {
  const own = messages[language] as Record<string, unknown>
  const words = own[code]
  return typeof words === 'string' ? words : fieldWords(code, language)
}

/** Lines without a clear person, with the reason. Corrected in place. */
export function RefusedLines({
  refused,
  size,
  onAgain,
  onDiscard,
}: {
  refused: BadLines
  size: 'normal' | 'large'
  /** Returns why the text is still rejected; null if accepted. */
  onAgain(text: string): string | null
  onDiscard(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [text, setText] = useState(refused.text)
  const [code, setCode] = useState(refused.code)
  const box = useRef<HTMLDivElement>(null)
  const place = t.lines(refused.line, refused.lines.at(-1) ?? refused.line)

  function again() {
    const still = onAgain(text)
    if (!still) return
    setCode(still)
    box.current?.querySelector('textarea')?.focus()
  }
  return (
    <div ref={box} role="group" aria-label={place} className="mt-3">
      <TextArea
        label={place}
        rows={Math.min(6, text.split('\n').length)}
        spellCheck={false}
        value={text}
        error={reasonOf(code, language)}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size={size} onClick={again}>
          {t.again}
        </Button>
        <Button size={size} look="quiet" onClick={onDiscard}>
          {t.discard}
        </Button>
      </div>
    </div>
  )
}
