import { useEffect, useRef } from 'react'
import { LICENCE_WORDS } from '../../contract/licence.ts'
import type { Conflict } from '../../lib/merge-fields.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Says that both changes are merged. Each field that differs is a button that leads to it. */
export function Merged({
  conflicts,
  named,
  onGo,
}: {
  conflicts: readonly Conflict[]
  named(path: string): string
  onGo(path: string): void
}) {
  const t = useText(messages)
  const shown = useRef<HTMLDivElement>(null)
  // The pressed button may be far below.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'center' })
    shown.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={shown} tabIndex={-1} className="mb-5 rounded">
      <Banner tone="warn" title={t.merged}>
        {conflicts.length > 0 && (
          <div className="flex flex-wrap items-baseline gap-x-4">
            <p>{t.mergedDiffer}</p>
            {conflicts.map(({ path }) => (
              <button
                key={path}
                type="button"
                className="rounded text-accent underline underline-offset-4"
                onClick={() => onGo(path)}
              >
                {named(path)}
              </button>
            ))}
          </div>
        )}
      </Banner>
    </div>
  )
}

/** What the other administrator saved, below the field that differs. */
export function Theirs({ conflict, label, onUse }: { conflict: Conflict; label: string; onUse(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const { path, there } = conflict
  const typed = typeof there === 'string' ? there : ''
  const kind = path === 'licenceKind' && Object.entries(LICENCE_WORDS).find(([one]) => one === typed)?.[1]
  return (
    <div className="mt-2 rounded border-l-3 border-warn bg-warn-soft px-3 py-2">
      <p className="text-small text-warn">{t.theirs}</p>
      <p className="max-h-48 overflow-y-auto whitespace-pre-line wrap-anywhere">
        {kind ? kind[language] : typed || <span className="text-muted">{t.theirsEmpty}</span>}
      </p>
      <Button className="mt-2" aria-label={`${label} ${t.useTheirs}`} onClick={onUse}>
        {t.useTheirs}
      </Button>
    </div>
  )
}
