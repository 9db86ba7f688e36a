import { type Role, ROLES } from '../../contract/session.ts'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Role radio group with permissions. */
export function RoleChoice({
  value,
  error,
  onChange,
  'data-field': field,
}: {
  'data-field': string
  value: Role
  error: string | undefined
  onChange(role: Role): void
}) {
  const t = useText(messages)
  const may = { clerk: t.clerkMay, manager: t.managerMay, admin: t.adminMay }
  return (
    <fieldset {...(error && { 'aria-describedby': 'role-error' })}>
      <legend className="mb-1 text-muted">{t.role}</legend>
      <div className="divide-y divide-line rounded border border-line-strong">
        {ROLES.map((role) => (
          <label
            key={role}
            className="grid grid-cols-[auto_1fr] gap-x-3 px-3 py-2 has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="role"
              data-field={field}
              className="mt-1 size-4 shrink-0 accent-accent"
              checked={value === role}
              onChange={() => onChange(role)}
            />
            <strong>{t[role]}</strong>
            <span className="col-start-2 text-small text-muted">{may[role]}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id="role-error" className="mt-1 text-small text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
