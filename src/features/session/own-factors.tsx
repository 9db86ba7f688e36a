import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { beginTotp, removeTotp, renewRecoveryCodes } from '../../contract/endpoints/factors.ts'
import type { NewTotp } from '../../contract/factors.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { ConfirmTotpForm } from './add-totp.tsx'
import { factorMessages } from './factor-messages.ts'
import { ownFactorsQuery, sessionsQuery } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

type Open = { part: 'add'; made: NewTotp } | { part: 'codes'; codes: string[] } | { part: 'remove' | 'renew' }

/** The user's second factors. */
export function OwnFactors() {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => {
    setOpen(null)
    remove.reset()
    renew.reset()
  }
  const own = useQuery(ownFactorsQuery)
  const refresh = () =>
    Promise.all([client.invalidateQueries(ownFactorsQuery), client.invalidateQueries(sessionsQuery)])
  const begin = useMutation({
    mutationFn: () => call(beginTotp, {}),
    onSuccess: (made) => setOpen({ part: 'add', made }),
  })
  const remove = useMutation({ mutationFn: () => call(removeTotp, {}), onSuccess: close, onSettled: refresh })
  const renew = useMutation({
    mutationFn: () => call(renewRecoveryCodes, {}),
    onSuccess: ({ codes }) => setOpen({ part: 'codes', codes }),
    onSettled: refresh,
  })
  const failure = own.error ?? begin.error
  const titles = { add: t.addTotp, codes: t.codesTitle, remove: t.removeTitle, renew: t.renewTitle }
  return (
    <Section title={t.title}>
      <p className="mb-3 text-muted">{t.about}</p>
      {failure && (
        <ProblemBanner
          {...problemText(failure, language)}
          action={own.error && <Button onClick={() => void own.refetch()}>{t.retry}</Button>}
        />
      )}
      {own.isPending && <Skeleton label={t.loading} rows={2} />}
      {own.data && (
        <ul className="max-w-2xl">
          <Row
            title={t.totp}
            text={t.totpText}
            state={own.data.totp ? t.since(shanghaiDay(Date.parse(own.data.totp.since))) : t.off}
          >
            {own.data.totp ? (
              <Button onClick={() => setOpen({ part: 'remove' })}>{t.remove}</Button>
            ) : (
              <Button look="primary" busy={begin.isPending} onClick={() => begin.mutate()}>
                {t.addTotp}
              </Button>
            )}
          </Row>
          {own.data.totp && (
            <Row title={t.codes} text={t.codesText} state={t.codesLeft(own.data.recoveryCodes)}>
              <Button onClick={() => setOpen({ part: 'renew' })}>{t.renew}</Button>
            </Row>
          )}
        </ul>
      )}
      <Dialog title={open ? titles[open.part] : ''} open={open !== null} onClose={close} closeLabel={t.close}>
        {open?.part === 'add' && (
          <ConfirmTotpForm
            made={open.made}
            onCancel={close}
            onConfirmed={(codes) => {
              setOpen(codes.length > 0 ? { part: 'codes', codes } : null)
              void refresh()
            }}
          />
        )}
        {open?.part === 'codes' && <RecoveryCodes codes={open.codes} onStored={close} />}
        {open?.part === 'remove' && (
          <Sure text={t.removeText} submit={t.removeSubmit} act={remove} onClose={close} />
        )}
        {open?.part === 'renew' && (
          <Sure text={t.renewText} submit={t.renewSubmit} act={renew} onClose={close} />
        )}
      </Dialog>
    </Section>
  )
}

function Row(part: { title: string; text: string; state: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">
          {part.title} <span className="ml-2 font-normal text-muted tabular">{part.state}</span>
        </p>
        <p className="text-muted">{part.text}</p>
      </div>
      {part.children}
    </li>
  )
}

/** Says what an act means before it is done. */
function Sure({
  text,
  submit,
  act,
  onClose,
}: {
  text: string
  submit: string
  act: { error: Error | null; isPending: boolean; mutate(): void }
  onClose(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  return (
    <div className="flex flex-col gap-4">
      {act.error && <ProblemBanner {...problemText(act.error, language)} />}
      <p>{text}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" busy={act.isPending} onClick={() => act.mutate()}>
          {submit}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </div>
  )
}
