import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import { frameMessages } from './embed/frame-messages.ts'
import { reloadForUpdate } from './reload-for-update.ts'

/** Shown for a client error or a chunk that is missing after an update. Every page loads it, so it imports little. */
export function ErrorPage() {
  const t = useText(frameMessages)
  const error = useRouteError()
  useEffect(() => void reloadForUpdate(error), [error])
  return (
    <main className="mx-auto max-w-xl px-5 py-24">
      <h1 className="text-title">{t.failed}</h1>
      <p className="mt-1 mb-5 text-muted">{t.failedText}</p>
      <Button look="primary" onClick={() => location.reload()}>
        {t.reload}
      </Button>
    </main>
  )
}
