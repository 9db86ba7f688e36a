import { lazy, Suspense, useState } from 'react'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'
import type { Part } from './recording.ts'

const ReplayPlayer = lazy(() => import('./replay-player.tsx'))

/** Plays recordings; each page visit is a separate one. */
export function ReplayParts({ parts }: { parts: readonly Part[] }) {
  const t = useText(evidenceMessages)
  const [chosen, setChosen] = useState(0)
  const part = parts[chosen]
  return (
    <>
      {parts.length > 1 && (
        <div role="group" aria-label={t.parts} className="mb-3 flex flex-wrap gap-2">
          {parts.map(({ visit, at }, place) => (
            <Button
              key={visit}
              aria-pressed={place === chosen}
              onClick={() => setChosen(place)}
              className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {t.part(place + 1, shanghaiTime(at).slice(5))}
            </Button>
          ))}
        </div>
      )}
      {part?.isBroken && (
        <div className="mb-3">
          <Banner tone="warn" title={t.brokenPart} />
        </div>
      )}
      {part && (
        <Suspense fallback={<Skeleton label={t.loadingRecording} rows={6} />}>
          <ReplayPlayer key={part.visit} events={part.events} />
        </Suspense>
      )}
    </>
  )
}
