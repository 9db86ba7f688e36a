import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { fieldWords } from '../../contract/problems.ts'
import { ChangePassword } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { accountMessages } from './account-messages.ts'

const EMPTY = { current: '', password: '' }

/** Asks the old password, since a page left open is not the person. */
export function ChangePasswordForm() {
  const t = useText(accountMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [form, setForm] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => request(z.undefined(), '/api/session/password', { method: 'POST', body: form }),
    onSuccess: async () => {
      setForm(EMPTY)
      setTried(false)
      await client.invalidateQueries({ queryKey: ['own-sessions'] })
    },
  })
  const checked = z.safeParse(ChangePassword, form)
  const refused = change.error ? (problemOf(change.error).fields ?? []) : []
  function errorOf(field: keyof typeof EMPTY): string | undefined {
    const ours = tried && checked.error?.issues.find(({ path }) => path[0] === field)
    if (ours) return fieldWords(ours.message, language)
    const theirs = refused.find((one) => one.field === field)
    return theirs && fieldWords(theirs.code, language)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (checked.success) change.mutate()
  }
  const set = (field: keyof typeof EMPTY) => (event: { target: { value: string } }) => {
    change.reset()
    setForm({ ...form, [field]: event.target.value })
  }
  return (
    <Section title={t.password}>
      <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        {change.error && refused.length === 0 && <ProblemBanner {...problemText(change.error, language)} />}
        {change.isSuccess && <Banner tone="good" title={t.changed} />}
        <TextField
          label={t.current}
          type="password"
          autoComplete="current-password"
          value={form.current}
          onChange={set('current')}
          error={errorOf('current')}
        />
        <TextField
          label={t.fresh}
          hint={t.freshHint}
          type="password"
          autoComplete="new-password"
          value={form.password}
          onChange={set('password')}
          error={errorOf('password')}
        />
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            {t.change}
          </Button>
        </div>
      </form>
    </Section>
  )
}
