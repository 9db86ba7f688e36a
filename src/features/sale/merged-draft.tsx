import { useEffect, useRef } from 'react'
import type { Conflict } from '../../lib/merge-fields.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { fieldName, valueWords } from './field-name.ts'
import { messages } from './messages.ts'

/** Fields without an input. */
const OWN = new Set(['title', 'attempt', 'confirmed', 'secondCover'])

type Props = {
  conflicts: readonly Conflict[]
  onUse(conflict: Conflict): void
  onClose(): void
}

/** Says that another window changed the same application, and shows the fields that differ. */
export function MergedDraft({ conflicts, onUse, onClose }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const differing = conflicts.filter(({ path }) => !OWN.has(path))
  return (
    <div ref={shown} className="mb-5 scroll-mt-4">
      <Banner tone="warn" title={t.mergedTitle} action={<Button onClick={onClose}>{t.mergedDone}</Button>}>
        {differing.length > 0 && (
          <>
            <p>{t.mergedDiffer}</p>
            <ul className="mt-1">
              {differing.map((conflict) => {
                const { path, here, there } = conflict
                const name = fieldName(path, t, language)
                return (
                  <li key={path} className="flex flex-wrap items-baseline gap-x-3">
                    <strong>{name}</strong>
                    <span>{t.mergedHere(valueWords(path, here, t, language))}</span>
                    <span>{t.mergedThere(valueWords(path, there, t, language))}</span>
                    <Button
                      look="quiet"
                      onClick={() => onUse(conflict)}
                      aria-label={`${t.mergedUse} ${name}`}
                    >
                      {t.mergedUse}
                    </Button>
                  </li>
                )
              })}
            </ul>
          </>
        )}
      </Banner>
    </div>
  )
}
