import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { sessionQuery } from '../../api/use-session.ts'
import { changePassword } from '../../contract/endpoints/session.ts'
import { ChangePassword } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { accountMessages } from './account-messages.ts'
import { sessionsQuery } from './queries.ts'

const EMPTY = { current: '', password: '' }

/** Requires the current password, because an open page does not prove identity. */
export function ChangePasswordForm() {
  const t = useText(accountMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [form, setForm] = useState(EMPTY)
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: form }),
    onSuccess: async () => {
      setForm(EMPTY)
      faults.forget()
      await Promise.all([
        client.invalidateQueries(sessionsQuery),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ])
    },
  })
  const parsed = z.safeParse(ChangePassword, form)
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: change.error })
  function submit() {
    if (faults.press() && !change.isPending) change.mutate()
  }
  const set = (field: keyof typeof EMPTY) => (event: { target: { value: string } }) => {
    change.reset()
    setForm({ ...form, [field]: event.target.value })
  }
  return (
    <Section title={t.password} settings>
      <Form name="change-password" faults={faults} onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        {change.isSuccess && <Banner tone="good" title={t.changed} />}
        <TextField
          label={t.current}
          type="password"
          autoComplete="current-password"
          value={form.current}
          onChange={set('current')}
          {...faults.at('current')}
        />
        <TextField
          label={t.fresh}
          hint={t.freshHint}
          type="password"
          autoComplete="new-password"
          value={form.password}
          onChange={set('password')}
          {...faults.at('password')}
        />
        <FormAnswer />
        <div>
          <Button type="submit" busy={change.isPending}>
            {t.change}
          </Button>
        </div>
      </Form>
    </Section>
  )
}
