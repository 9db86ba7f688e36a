import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Session } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Name and password; a refusal keeps the name and offers the password to be typed over. */
export function SignInForm({
  username: known = '',
  onSignedIn,
}: {
  username?: string
  onSignedIn(session: Session): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [username, setUsername] = useState(known)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const usernameBox = useRef<HTMLInputElement>(null)
  const passwordBox = useRef<HTMLInputElement>(null)
  const first = known ? passwordBox : usernameBox
  useEffect(() => first.current?.focus(), [first])

  const signIn = useMutation({
    mutationFn: () => request(Session, '/api/session', { method: 'POST', body: { username, password } }),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (problemOf(error).code === 'bad-login') passwordBox.current?.select()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!username.trim()) usernameBox.current?.focus()
    else if (!password) passwordBox.current?.focus()
    else signIn.mutate()
  }

  const missing = (value: string) => (tried && !value ? fieldWords('required', language) : undefined)
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {signIn.error && <ProblemBanner {...problemText(signIn.error, language)} />}
      <TextField
        ref={usernameBox}
        label={t.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        error={missing(username.trim())}
      />
      <TextField
        ref={passwordBox}
        label={t.password}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing(password)}
      />
      <Button type="submit" look="primary" size="large" busy={signIn.isPending} className="mt-1">
        {t.signIn}
      </Button>
    </form>
  )
}
