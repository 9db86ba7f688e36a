import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { confirmTotp } from '../../contract/endpoints/factors.ts'
import { ConfirmTotp, type NewTotp } from '../../contract/factors.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { factorMessages } from './factor-messages.ts'

/** Groups of four, to type from. */
const grouped = (secret: string) => secret.replaceAll(/.{4}(?!$)/g, '$& ')

/** A new key as QR code and text. It counts once a code confirms it. */
export function ConfirmTotpForm({
  made,
  onConfirmed,
  onCancel,
}: {
  made: NewTotp
  onConfirmed(codes: string[]): void
  onCancel(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => call(confirmTotp, { body: { code } }),
    onSuccess: ({ codes }) => onConfirmed(codes),
  })
  const found = issuesOf(z.safeParse(ConfirmTotp, { code }).error)
  const faults = useFaults({ language, found, failure: confirm.error })
  function submit() {
    if (faults.press() && !confirm.isPending) confirm.mutate()
  }
  return (
    <Form name="confirm-totp" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p>{t.scan}</p>
      <div className="w-52 max-w-full">
        <QrCode text={made.uri} label={t.qr} />
      </div>
      <div>
        <p className="text-muted">{t.key}</p>
        <CopyText text={grouped(made.secret)} label={t.copy} copied={t.copied} />
      </div>
      <TextField
        label={t.totpCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => {
          setCode(event.target.value)
          confirm.reset()
        }}
        {...faults.at('code')}
      />
      <FormAnswer />
      <FormButtons submit={t.confirm} busy={confirm.isPending} cancel={t.cancel} onCancel={onCancel} />
    </Form>
  )
}
