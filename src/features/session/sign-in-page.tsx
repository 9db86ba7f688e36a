import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { Session } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Only a path of this portal: an address from outside is no place to go. */
const safePath = (to: string | null) => (to && /^\/(?![/\\])/.test(to) ? to : '/')

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const passwordBox = useRef<HTMLInputElement>(null)

  const signIn = useMutation({
    mutationFn: () => request(Session, '/api/session', { method: 'POST', body: { username, password } }),
    onSuccess: (session) => {
      client.clear()
      client.setQueryData(['session'], session)
      void navigate(safePath(search.get('to')), { replace: true })
    },
    onError: () => passwordBox.current?.select(),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (username.trim() && password) signIn.mutate()
  }

  const problem = signIn.error && problemText(signIn.error, language)
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-5 pb-24">
      <p className="mb-1 flex items-center gap-2 text-muted">
        <img src="/favicon.svg" alt="" width={20} height={20} />
        {t.product}
      </p>
      <PageHeader title={t.title} />
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && <ProblemBanner {...problem} />}
        <TextField
          label={t.username}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={tried && !username.trim() ? t.required : undefined}
        />
        <TextField
          ref={passwordBox}
          label={t.password}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={tried && !password ? t.required : undefined}
        />
        <Button type="submit" look="primary" size="large" busy={signIn.isPending} className="mt-1">
          {t.signIn}
        </Button>
      </form>
    </main>
  )
}
