import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** Characters that are not confused with one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 16 characters in four groups, about 79 bits. */
function madeUp(): string {
  const random = crypto.getRandomValues(new Uint32Array(16))
  const signs = [...random].map((value) => SIGNS[value % SIGNS.length])
  return [0, 4, 8, 12].map((from) => signs.slice(from, from + 4).join('')).join('-')
}

/** Shown in clear, because it must be passed on. */
export function PasswordField({
  label,
  value,
  error,
  onChange,
  'data-field': field,
}: {
  'data-field': string
  label: string
  value: string
  error: string | undefined
  onChange(value: string): void
}) {
  const t = useText(messages)
  return (
    <div className="flex items-start gap-2">
      <TextField
        className="flex-1"
        label={label}
        hint={t.passwordHint}
        required
        spellCheck={false}
        autoCapitalize="none"
        value={value}
        data-field={field}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button className="mt-6.5 h-9" onClick={() => onChange(madeUp())}>
        {t.generate}
      </Button>
    </div>
  )
}
