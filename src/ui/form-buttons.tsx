import { Button } from './button.tsx'

/** The buttons of a dialog's form: submit and cancel. */
export function FormButtons({
  submit,
  look = 'primary',
  busy,
  cancel,
  onCancel,
}: {
  submit: string
  look?: 'primary' | 'danger'
  busy: boolean
  cancel: string
  onCancel(): void
}) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" look={look} busy={busy}>
        {submit}
      </Button>
      <Button onClick={onCancel}>{cancel}</Button>
    </div>
  )
}
