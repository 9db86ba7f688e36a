import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, NONE, useFaults } from '../../api/use-faults.ts'
import { ChangeStaff, SetPassword, type Staff } from '../../contract/staff.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { PasswordField } from './password-field.tsx'
import { RoleChoice } from './role-choice.tsx'
import { SalesPart } from './sales-part.tsx'
import { useChangeStaff, useResetFactors, useSetStaffPassword } from './queries.ts'

type Props = { person: Staff; isLastAdmin: boolean; isMe: boolean }

/** Edits role, password and access of a staff account, each with its own button. */
export function ChangeStaffDialog({
  person,
  onClose,
  ...rest
}: Omit<Props, 'person'> & { person: Staff | undefined; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog
      title={person ? t.changeTitle(person.username) : ''}
      open={person !== undefined}
      onClose={onClose}
      closeLabel={t.close}
    >
      {person && (
        <div className="flex flex-col gap-5">
          <NamePart person={person} />
          <SalesPart person={person} />
          {rest.isLastAdmin && <Banner tone="info" title={t.lastAdmin} />}
          {!rest.isLastAdmin && <RolePart person={person} />}
          <PasswordPart person={person} />
          {person.secondFactor && !rest.isMe && <FactorPart person={person} />}
          {!rest.isLastAdmin && <AccountPart person={person} />}
        </div>
      )}
    </Dialog>
  )
}

function RolePart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [role, setRole] = useState(person.role)
  const change = useChangeStaff()
  const faults = useFaults({ language, found: NONE, failure: change.error })
  function submit() {
    if (faults.press() && !change.isPending) change.mutate({ params: { id: person.id }, body: { role } })
  }
  return (
    <Form
      name="change-role"
      faults={faults}
      onSubmit={submit}
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <RoleChoice
        value={role}
        onChange={(next) => {
          setRole(next)
          change.reset()
        }}
        {...faults.at('role')}
      />
      <p className="text-small text-muted">{t.changeRoleNote}</p>
      <FormAnswer />
      <Part button={t.changeRole} busy={change.isPending} saved={change.isSuccess} />
    </Form>
  )
}

function NamePart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [displayName, setDisplayName] = useState(person.displayName ?? '')
  const change = useChangeStaff()
  const parsed = z.safeParse(ChangeStaff, { displayName })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: change.error })
  function submit() {
    if (faults.press() && parsed.success && !change.isPending)
      change.mutate({ params: { id: person.id }, body: parsed.data })
  }
  return (
    <Form name="change-name" faults={faults} onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label={t.displayName}
        hint={t.displayNameHint}
        value={displayName}
        {...faults.at('displayName')}
        onChange={(event) => {
          setDisplayName(event.target.value)
          change.reset()
        }}
      />
      <FormAnswer />
      <Part button={t.saveName} busy={change.isPending} saved={change.isSuccess} />
    </Form>
  )
}

function PasswordPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [password, setPassword] = useState('')
  const set = useSetStaffPassword()
  const parsed = z.safeParse(SetPassword, { password })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: set.error })
  function submit() {
    if (faults.press() && parsed.success && !set.isPending)
      set.mutate({ params: { id: person.id }, body: { ...parsed.data, temporary: true } })
  }
  return (
    <Form
      name="set-password"
      faults={faults}
      onSubmit={submit}
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <PasswordField
        label={t.newPassword}
        value={password}
        {...faults.at('password')}
        onChange={(value) => {
          setPassword(value)
          set.reset()
        }}
      />
      <p className="text-small text-muted">{t.resetNote}</p>
      <FormAnswer />
      <Part button={t.resetPassword} busy={set.isPending} saved={set.isSuccess} />
    </Form>
  )
}

function FactorPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const reset = useResetFactors()
  const faults = useFaults({ language, found: NONE, failure: reset.error })
  return (
    <Form
      name="reset-factors"
      faults={faults}
      onSubmit={() => reset.mutate({ params: { id: person.id } })}
      className="flex flex-col items-start gap-3 border-t border-line pt-4"
    >
      <FormAnswer />
      <p className="text-small text-muted">{t.resetFactorsNote}</p>
      <Button type="submit" look="danger" busy={reset.isPending}>
        {t.resetFactors}
      </Button>
    </Form>
  )
}

function AccountPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const change = useChangeStaff()
  const isDisabled = person.disabledAt !== null
  const faults = useFaults({ language, found: NONE, failure: change.error })
  return (
    <Form
      name="disable-staff"
      faults={faults}
      onSubmit={() => change.mutate({ params: { id: person.id }, body: { disabled: !isDisabled } })}
      className="flex flex-col items-start gap-3 border-t border-line pt-4"
    >
      <FormAnswer />
      <p className="text-small text-muted">{t.disableNote}</p>
      <Button type="submit" look={isDisabled ? 'secondary' : 'danger'} busy={change.isPending}>
        {isDisabled ? t.enable : t.disable}
      </Button>
    </Form>
  )
}

function Part({ button, saved, ...state }: { button: string; busy: boolean; saved: boolean }) {
  const t = useText(messages)
  return (
    <div className="flex items-center gap-3">
      <Button type="submit" {...state}>
        {button}
      </Button>
      <span role="status" className="text-good">
        {saved && t.saved}
      </span>
    </div>
  )
}
