import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { sessionQuery } from '../../api/use-session.ts'
import { useText } from '../../ui/language.tsx'
import { LanguageSwitch } from '../../ui/language-switch.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Accepts only paths of this portal, to prevent open redirects. */
const safePath = (to: string | null) => (to && /^\/(?![/\\])/.test(to) ? to : '/')

export function Component() {
  const t = useText(messages)
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-5 pt-[18vh]">
      <main className="flex-1">
        <p className="mb-6 flex items-center gap-2 text-muted">
          <img src="/favicon.svg" alt="" width={20} height={20} />
          {t.product}
        </p>
        <PageHeader title={t.title} />
        <SignInForm
          onSignedIn={(session) => {
            client.clear()
            client.setQueryData(sessionQuery.queryKey, session)
            void navigate(safePath(search.get('to')), { replace: true })
          }}
        />
      </main>
      <footer className="py-5">
        <LanguageSwitch label={t.language} hideLabel />
      </footer>
    </div>
  )
}
