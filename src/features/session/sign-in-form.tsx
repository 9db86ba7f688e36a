import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { tellTabs } from '../../api/use-session.ts'
import { call } from '../../api/call.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import * as endpoints from '../../contract/endpoints/session.ts'
import type { SecondStep } from '../../contract/factors.ts'
import { type Session, SignIn } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { SecondStepForm } from './second-step-form.tsx'

const ABOUT = { 'bad-login': 'password' }

/** Sign-in form, and its second step. After a failure the name stays and the password is selected. */
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
  const [step, setStep] = useState<SecondStep | null>(null)
  const usernameBox = useRef<HTMLInputElement>(null)
  const passwordBox = useRef<HTMLInputElement>(null)
  const first = known ? passwordBox : usernameBox
  useEffect(() => first.current?.focus(), [first])

  const signIn = useMutation({
    mutationFn: () => call(endpoints.signIn, { body: { username, password } }),
    onSuccess: (answer) => {
      if ('secondFactor' in answer) return setStep(answer)
      signedIn(answer)
    },
    onError: () => passwordBox.current?.select(),
  })

  function signedIn(session: Session) {
    tellTabs()
    onSignedIn(session)
  }

  const parsed = z.safeParse(SignIn, { username, password })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: signIn.error, about: ABOUT })
  function submit() {
    if (faults.press() && !signIn.isPending) signIn.mutate()
  }

  if (step)
    return (
      <SecondStepForm
        step={step}
        onSignedIn={signedIn}
        onBack={() => {
          setStep(null)
          setPassword('')
          signIn.reset()
        }}
      />
    )
  return (
    <Form name="sign-in" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        ref={usernameBox}
        label={t.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={username}
        onChange={(event) => {
          setUsername(event.target.value)
          signIn.reset()
        }}
        {...faults.at('username')}
      />
      <TextField
        ref={passwordBox}
        label={t.password}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          signIn.reset()
        }}
        {...faults.at('password')}
      />
      <FormAnswer />
      <Button type="submit" look="primary" size="large" busy={signIn.isPending} className="mt-1">
        {t.signIn}
      </Button>
    </Form>
  )
}
