import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

/** Where a file's address leads that the platform does not give out, or whose minute is over. */
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
