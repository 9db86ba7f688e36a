import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { fieldWords } from '../../contract/problems.ts'
import type { Role } from '../../contract/session.ts'
import { AddStaff } from '../../contract/staff.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { PasswordField } from './password-field.tsx'
import { RoleChoice } from './role-choice.tsx'
import { useAddStaff } from './queries.ts'

export function AddStaffDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog title={t.add} open={open} onClose={onClose} closeLabel={t.close}>
      <AddStaffForm onClose={onClose} />
    </Dialog>
  )
}

function AddStaffForm({ onClose }: { onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Role>('clerk')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const add = useAddStaff(onClose)
  const refused = fieldTexts(add.error, language)
  const error = (name: string) => faults.get(name) ?? refused.get(name)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(AddStaff, { username, role, password })
    setFaults(
      new Map(
        parsed.error?.issues.map((issue) => [issue.path.join('.'), fieldWords(issue.message, language)]),
      ),
    )
    if (parsed.success && !add.isPending) add.mutate({ body: parsed.data })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {add.error && refused.size === 0 && <ProblemBanner {...problemText(add.error, language)} />}
      <TextField
        label={t.username}
        hint={t.usernameHint}
        required
        maxLength={32}
        spellCheck={false}
        value={username}
        error={error('username')}
        onChange={(event) => {
          setUsername(event.target.value)
          add.reset()
        }}
      />
      <RoleChoice value={role} onChange={setRole} />
      <PasswordField label={t.password} value={password} error={error('password')} onChange={setPassword} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={add.isPending}>
          {t.add}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  )
}
