import type { ComponentProps } from 'react'
import type { ProofKind } from '../../contract/factors.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { factorMessages } from './factor-messages.ts'
import type { TypedProof } from './use-proof.ts'

const INPUT: Record<Exclude<ProofKind, 'passkey'>, ComponentProps<'input'>> = {
  totp: { inputMode: 'numeric', autoComplete: 'one-time-code' },
  recovery: { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false },
  password: { type: 'password', autoComplete: 'current-password' },
}

/** The field of a proof; a passkey has none. `fault`: what `faults.at('code')` returns. */
export function ProofField({
  typed,
  fault,
  onChange,
}: {
  typed: TypedProof
  fault: { 'data-field': string; error: string | undefined }
  onChange(): void
}) {
  const t = useText(factorMessages)
  const { kind, code } = typed
  if (kind === 'passkey') return <p>{t.passkeyHint}</p>
  const words = {
    totp: { label: t.code, hint: t.codeHint },
    recovery: { label: t.recovery, hint: t.recoveryHint },
    password: { label: t.password },
  }
  return (
    <TextField
      key={kind}
      ref={focus}
      {...words[kind]}
      {...INPUT[kind]}
      value={code}
      onChange={(event) => {
        typed.setCode(event.target.value)
        onChange()
      }}
      {...fault}
    />
  )
}

const focus = (field: HTMLInputElement | null) => field?.focus()

/** Buttons for the other ways to prove oneself. */
export function OtherProofs({ typed, onChange }: { typed: TypedProof; onChange(): void }) {
  const t = useText(factorMessages)
  const words: Partial<Record<ProofKind, string>> = {
    passkey: t.usePasskey,
    totp: t.useTotp,
    recovery: t.useRecovery,
  }
  return typed.kinds
    .filter((kind) => kind !== typed.kind)
    .map((kind) => (
      <Button
        key={kind}
        look="quiet"
        onClick={() => {
          typed.choose(kind)
          onChange()
        }}
      >
        {words[kind]}
      </Button>
    ))
}
