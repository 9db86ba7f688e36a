import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { accountMessages } from './account-messages.ts'
import { ChangePasswordForm } from './change-password-form.tsx'

/** Replaces every page until the user changes the password that an admin set. */
export function TemporaryPassword() {
  const t = useText(accountMessages)
  return (
    <main className="mx-auto max-w-sm px-5 py-12">
      <PageHeader title={t.temporaryTitle} />
      <p className="mb-6 text-muted">{t.temporaryText}</p>
      <ChangePasswordForm />
    </main>
  )
}
