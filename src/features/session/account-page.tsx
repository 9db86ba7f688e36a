import type { ReactNode } from 'react'
import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { accountMessages } from './account-messages.ts'
import { ChangePasswordForm } from './change-password-form.tsx'
import { OwnFactors } from './own-factors.tsx'
import { OwnSessions } from './own-sessions.tsx'

/** Password, second factors, what other features add, and sessions. */
export function AccountPage({ children }: { children: ReactNode }) {
  const t = useText(accountMessages)
  return (
    <>
      <PageHeader title={t.title} />
      <ChangePasswordForm />
      <OwnFactors />
      {children}
      <OwnSessions />
    </>
  )
}
