import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/language.tsx'
import { PageHeader } from '../ui/layout.tsx'
import { frameMessages } from './embed/frame-messages.ts'
import { reloadForUpdate } from './reload-for-update.ts'

/** Shown for a client error or a chunk that is missing after an update. */
export function ErrorPage() {
  const t = useText(frameMessages)
  const error = useRouteError()
  useEffect(() => void reloadForUpdate(error), [error])
  return (
    <main className="mx-auto max-w-xl px-5 py-24">
      <PageHeader title={t.failed} detail={t.failedText} />
      <Button look="primary" onClick={() => location.reload()}>
        {t.reload}
      </Button>
    </main>
  )
}
