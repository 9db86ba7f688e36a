import type { ComponentProps } from 'react'
import { TextField } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { actionMessages } from './action-messages.ts'

type Props = Omit<ComponentProps<typeof TextField>, 'label' | 'onChange'> & { onChange(typed: string): void }

/** The last four of the holder's document, which prove the holder's identity. */
export function LastFourField({ onChange, ...field }: Props) {
  const t = useText(actionMessages)
  return (
    <TextField
      {...field}
      label={t.lastFour}
      aria-required
      autoCapitalize="characters"
      spellCheck={false}
      hint={t.lastFourHint}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
