import { useState } from 'react'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'

type Props = { text: string; label: string; copied: string; size?: 'large'; look?: 'quiet' | 'primary' }

/** Copies a long URL. Without clipboard access it is shown and selected. */
export function CopyButton({ text, label, copied, size, look }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      setTimeout(() => setState('idle'), 2_000)
    } catch {
      setState('shown')
    }
  }
  if (state === 'shown')
    return (
      <TextField
        className="w-72"
        label={label}
        hideLabel
        readOnly
        value={text}
        ref={(field) => field?.select()}
      />
    )
  return (
    <>
      <Button {...(size && { size })} {...(look && { look })} onClick={() => void copy()}>
        {state === 'copied' ? copied : label}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' && copied}
      </span>
    </>
  )
}
