import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Shown if a file is unavailable or its link has expired. */
export function Component() {
  const t = useText(messages)
  return (
    <>
      <PageHeader title={t.noFile} detail={t.noFileText} />
      <Button size="large" className="w-full" onClick={() => history.back()}>
        {t.back}
      </Button>
    </>
  )
}
