import { cleanChange, type HolderForm } from '../contract/people-form.ts'

/** Handlers of a person's field: once it is left, it shows what will be sent. While typing nothing moves. */
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
