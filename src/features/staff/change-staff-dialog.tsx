import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { fieldWords } from '../../contract/problems.ts'
import { SetPassword, type Staff } from '../../contract/staff.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { PasswordField } from './password-field.tsx'
import { RoleChoice } from './role-choice.tsx'
import { useChangeStaff, useSetStaffPassword } from './queries.ts'

type Props = { person: Staff; isLastAdmin: boolean }

/** Role, password and account of one member of staff; each part is saved by its own button. */
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
          {rest.isLastAdmin && <Banner tone="info" title={t.lastAdmin} />}
          {!rest.isLastAdmin && <RolePart {...rest} person={person} />}
          <PasswordPart person={person} />
          {!rest.isLastAdmin && <AccountPart person={person} />}
        </div>
      )}
    </Dialog>
  )
}

function RolePart({ person }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [role, setRole] = useState(person.role)
  const change = useChangeStaff()
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!change.isPending) change.mutate({ params: { id: person.id }, body: { role } })
      }}
    >
      {change.error && <ProblemBanner {...problemText(change.error, language)} />}
      <RoleChoice value={role} onChange={setRole} />
      <p className="text-small text-muted">{t.changeRoleNote}</p>
      <Part
        button={t.changeRole}
        busy={change.isPending}
        disabled={role === person.role}
        saved={change.isSuccess && role === person.role}
      />
    </form>
  )
}

function PasswordPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string>()
  const set = useSetStaffPassword()
  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = z.safeParse(SetPassword, { password })
    const code = parsed.error?.issues[0]?.message
    setFault(code && fieldWords(code, language))
    if (parsed.success && !set.isPending) set.mutate({ params: { id: person.id }, body: parsed.data })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 border-t border-line pt-4">
      {set.error && <ProblemBanner {...problemText(set.error, language)} />}
      <PasswordField
        label={t.newPassword}
        value={password}
        error={fault ?? fieldTexts(set.error, language).get('password')}
        onChange={(value) => {
          setPassword(value)
          set.reset()
        }}
      />
      <p className="text-small text-muted">{t.resetNote}</p>
      <Part button={t.resetPassword} busy={set.isPending} disabled={false} saved={set.isSuccess} />
    </form>
  )
}

function AccountPart({ person }: { person: Staff }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const change = useChangeStaff()
  const isDisabled = person.disabledAt !== null
  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
      {change.error && <ProblemBanner {...problemText(change.error, language)} />}
      <p className="text-small text-muted">{t.disableNote}</p>
      <Button
        look={isDisabled ? 'secondary' : 'danger'}
        busy={change.isPending}
        onClick={() => change.mutate({ params: { id: person.id }, body: { disabled: !isDisabled } })}
      >
        {isDisabled ? t.enable : t.disable}
      </Button>
    </div>
  )
}

function Part({
  button,
  saved,
  ...state
}: {
  button: string
  busy: boolean
  disabled: boolean
  saved: boolean
}) {
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
