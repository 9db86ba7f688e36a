import { NONE, useFaults } from '../../api/use-faults.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Confirmation dialog that names the consequence. */
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
  const faults = useFaults({ language, found: NONE, failure: action.error })
  return (
    <Dialog title={title} open={open} onClose={onClose} closeLabel={t.close}>
      <Form name="confirm-partner" faults={faults} onSubmit={onSubmit} className="flex flex-col gap-4">
        <p>{text}</p>
        <FormAnswer />
        <FormButtons
          submit={submit}
          look="danger"
          busy={action.isPending}
          cancel={t.thinkAgain}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  )
}
