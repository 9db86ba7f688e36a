import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { renamePasskey } from '../../contract/endpoints/factors.ts'
import { type Passkey, RenamePasskey } from '../../contract/factors.ts'
import { TextField } from '../../ui/field.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { factorMessages } from './factor-messages.ts'
import { makePasskey } from './passkeys.ts'

/** Names a new passkey and creates it with the browser. */
export function AddPasskeyForm({ onAdded, onCancel }: { onAdded(codes: string[]): void; onCancel(): void }) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const [name, setName] = useState('')
  const parsed = z.safeParse(RenamePasskey, { name })
  const add = useMutation({ mutationFn: makePasskey, onSuccess: onAdded })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: add.error })
  function submit() {
    if (faults.press() && parsed.success && !add.isPending) add.mutate(parsed.data.name)
  }
  return (
    <Form name="add-passkey" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p>{t.passkeyText}</p>
      <TextField
        label={t.passkeyName}
        hint={t.passkeyNameHint}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          add.reset()
        }}
        {...faults.at('name')}
      />
      <FormAnswer />
      <FormButtons submit={t.passkeyMake} busy={add.isPending} cancel={t.cancel} onCancel={onCancel} />
    </Form>
  )
}

export function RenamePasskeyForm({
  passkey,
  onRenamed,
  onCancel,
}: {
  passkey: Passkey
  onRenamed(): void
  onCancel(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const [name, setName] = useState(passkey.name)
  const parsed = z.safeParse(RenamePasskey, { name })
  const rename = useMutation({
    mutationFn: () => call(renamePasskey, { params: { id: passkey.id }, body: { name } }),
    onSuccess: onRenamed,
  })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: rename.error })
  function submit() {
    if (faults.press() && !rename.isPending) rename.mutate()
  }
  return (
    <Form name="rename-passkey" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t.passkeyName}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          rename.reset()
        }}
        {...faults.at('name')}
      />
      <FormAnswer />
      <FormButtons submit={t.save} busy={rename.isPending} cancel={t.cancel} onCancel={onCancel} />
    </Form>
  )
}
