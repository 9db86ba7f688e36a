import { cleanChange } from '../contract/people-form.ts'
import type { HolderForm } from '../contract/people-typed.ts'

/** Field handlers: on blur, the field shows the cleaned value. Nothing changes while typing. */
export function whenLeft(person: HolderForm, onChange: (change: Partial<HolderForm>) => void) {
  const clean = () => {
    const change = cleanChange(person)
    if (change) onChange(change)
  }
  return {
    onBlur: clean,
    onKeyDown: ({ key }: { key: string }) => {
      if (key === 'Enter') clean()
    },
  }
}
