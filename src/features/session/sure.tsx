import { problemText } from '../../api/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { factorMessages } from './factor-messages.ts'

/** Explains the consequence of an action before it happens. */
export function Sure({
  text,
  submit,
  act,
  onDo,
  onClose,
}: {
  text: string
  submit: string
  act: { error: Error | null; isPending: boolean }
  onDo(): void
  onClose(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  return (
    <div className="flex flex-col gap-4">
      {act.error && <ProblemBanner {...problemText(act.error, language)} />}
      <p>{text}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" busy={act.isPending} onClick={onDo}>
          {submit}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </div>
  )
}
