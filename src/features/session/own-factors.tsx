import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { beginTotp, removePasskey, removeTotp, renewRecoveryCodes } from '../../contract/endpoints/factors.ts'
import type { NewTotp, Passkey } from '../../contract/factors.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { ConfirmTotpForm } from './add-totp.tsx'
import { FactorList } from './factor-list.tsx'
import { factorMessages } from './factor-messages.ts'
import { AddPasskeyForm, RenamePasskeyForm } from './passkey-forms.tsx'
import { ownFactorsQuery, sessionsQuery } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Sure } from './sure.tsx'

type Open =
  | { part: 'add'; made: NewTotp }
  | { part: 'codes'; codes: string[] }
  | { part: 'rename' | 'removePasskey'; passkey: Passkey }
  | { part: 'addPasskey' | 'remove' | 'renew' }

/** The user's second factors. */
export function OwnFactors() {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => {
    setOpen(null)
    for (const act of [remove, renew, dropPasskey]) act.reset()
  }
  const own = useQuery(ownFactorsQuery)
  const refresh = () =>
    Promise.all([client.invalidateQueries(ownFactorsQuery), client.invalidateQueries(sessionsQuery)])
  const begin = useMutation({
    mutationFn: () => call(beginTotp, {}),
    onSuccess: (made) => setOpen({ part: 'add', made }),
  })
  const remove = useMutation({ mutationFn: () => call(removeTotp, {}), onSuccess: close, onSettled: refresh })
  const dropPasskey = useMutation({
    mutationFn: (id: string) => call(removePasskey, { params: { id } }),
    onSuccess: close,
    onSettled: refresh,
  })
  const renew = useMutation({
    mutationFn: () => call(renewRecoveryCodes, {}),
    onSuccess: ({ codes }) => setOpen({ part: 'codes', codes }),
    onSettled: refresh,
  })
  function added(codes: string[]) {
    setOpen(codes.length > 0 ? { part: 'codes', codes } : null)
    void refresh()
  }
  const failure = own.error ?? begin.error
  const count = (own.data?.passkeys.length ?? 0) + (own.data?.totp ? 1 : 0)
  const left = count > 1 ? t.notLastText : t.lastText
  const titles = {
    add: t.addTotp,
    addPasskey: t.addPasskey,
    codes: t.codesTitle,
    remove: t.removeTitle,
    removePasskey: t.removePasskeyTitle,
    rename: t.renamePasskey,
    renew: t.renewTitle,
  }
  return (
    <Section title={t.title} settings>
      <p className="mb-3 text-muted">{t.about}</p>
      {failure && (
        <ProblemBanner
          {...problemText(failure, language)}
          action={own.error && <Button onClick={() => void own.refetch()}>{t.retry}</Button>}
        />
      )}
      {own.isPending && <Skeleton label={t.loading} rows={2} />}
      {own.data && (
        <FactorList
          own={own.data}
          busy={begin.isPending}
          acts={{
            addTotp: () => begin.mutate(),
            removeTotp: () => setOpen({ part: 'remove' }),
            addPasskey: () => setOpen({ part: 'addPasskey' }),
            rename: (passkey) => setOpen({ part: 'rename', passkey }),
            remove: (passkey) => setOpen({ part: 'removePasskey', passkey }),
            renewCodes: () => setOpen({ part: 'renew' }),
          }}
        />
      )}
      <Dialog title={open ? titles[open.part] : ''} open={open !== null} onClose={close} closeLabel={t.close}>
        {open?.part === 'add' && <ConfirmTotpForm made={open.made} onCancel={close} onConfirmed={added} />}
        {open?.part === 'addPasskey' && <AddPasskeyForm onAdded={added} onCancel={close} />}
        {open?.part === 'codes' && <RecoveryCodes codes={open.codes} onStored={close} />}
        {open?.part === 'rename' && (
          <RenamePasskeyForm
            passkey={open.passkey}
            onCancel={close}
            onRenamed={() => {
              close()
              void refresh()
            }}
          />
        )}
        {open?.part === 'remove' && (
          <Sure
            text={left}
            submit={t.removeSubmit}
            act={remove}
            onDo={() => remove.mutate()}
            onClose={close}
          />
        )}
        {open?.part === 'removePasskey' && (
          <Sure
            text={`${t.removePasskeyText(open.passkey.name)}${language === 'en' ? ' ' : ''}${left}`}
            submit={t.removePasskeySubmit}
            act={dropPasskey}
            onDo={() => dropPasskey.mutate(open.passkey.id)}
            onClose={close}
          />
        )}
        {open?.part === 'renew' && (
          <Sure
            text={t.renewText}
            submit={t.renewSubmit}
            act={renew}
            onDo={() => renew.mutate()}
            onClose={close}
          />
        )}
      </Dialog>
    </Section>
  )
}
