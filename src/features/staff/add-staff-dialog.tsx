import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import type { Role } from '../../contract/session.ts'
import { AddStaff } from '../../contract/staff.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
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
  const [displayName, setDisplayName] = useState('')
  const [role, setRole] = useState<Role>('clerk')
  const [password, setPassword] = useState('')
  const add = useAddStaff(onClose)
  const parsed = z.safeParse(AddStaff, { username, displayName, role, password })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: add.error })

  function submit() {
    if (faults.press() && parsed.success && !add.isPending)
      add.mutate({ body: { ...parsed.data, temporary: true } })
  }
  return (
    <Form name="add-staff" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t.username}
        hint={t.usernameHint}
        required
        spellCheck={false}
        value={username}
        {...faults.at('username')}
        onChange={(event) => {
          setUsername(event.target.value)
          add.reset()
        }}
      />
      <TextField
        label={t.displayName}
        hint={t.displayNameHint}
        value={displayName}
        {...faults.at('displayName')}
        onChange={(event) => {
          setDisplayName(event.target.value)
          add.reset()
        }}
      />
      <RoleChoice value={role} onChange={setRole} {...faults.at('role')} />
      <PasswordField
        label={t.password}
        value={password}
        {...faults.at('password')}
        onChange={(value) => {
          setPassword(value)
          add.reset()
        }}
      />
      <FormAnswer />
      <FormButtons submit={t.add} busy={add.isPending} cancel={t.cancel} onCancel={onClose} />
    </Form>
  )
}
