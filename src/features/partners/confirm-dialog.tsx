import { problemText } from '../../api/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Names the consequence, and then does it. */
export function ConfirmDialog({
  title,
  text,
  submit,
  open,
  action,
  onSubmit,
  onClose,
}: {
  title: string
  text: string
  submit: string
  open: boolean
  action: { isPending: boolean; error: Error | null }
  onSubmit(): void
  onClose(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <Dialog title={title} open={open} onClose={onClose} closeLabel={t.close}>
      <div className="flex flex-col gap-4">
        {action.error && <ProblemBanner {...problemText(action.error, language)} />}
        <p>{text}</p>
        <div className="flex flex-wrap gap-2">
          <Button look="danger" busy={action.isPending} onClick={onSubmit}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t.thinkAgain}</Button>
        </div>
      </div>
    </Dialog>
  )
}
