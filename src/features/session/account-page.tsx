import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { accountMessages } from './account-messages.ts'
import { ChangePasswordForm } from './change-password-form.tsx'
import { OwnSessions } from './own-sessions.tsx'

/** The user's own account: password and sessions. */
export function Component() {
  const t = useText(accountMessages)
  return (
    <>
      <PageHeader title={t.title} />
      <ChangePasswordForm />
      <OwnSessions />
    </>
  )
}
