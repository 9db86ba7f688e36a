import type { ReactNode } from 'react'
import { shanghaiDay } from '../../contract/days.ts'
import type { OwnFactors, Passkey } from '../../contract/factors.ts'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { factorMessages } from './factor-messages.ts'
import { passkeysWork } from './passkeys.ts'

export type FactorActs = {
  addTotp(): void
  removeTotp(): void
  addPasskey(): void
  rename(passkey: Passkey): void
  remove(passkey: Passkey): void
  renewCodes(): void
}

const dayOf = (at: string) => shanghaiDay(Date.parse(at))

/** Passkeys, authenticator app and recovery codes, with what can be done with each. */
export function FactorList({
  own: { passkeys, totp, recoveryCodes },
  acts,
  busy,
}: {
  own: OwnFactors
  acts: FactorActs
  busy: boolean
}) {
  const t = useText(factorMessages)
  const isOff = !totp && passkeys.length === 0
  return (
    <ul className="max-w-2xl">
      <Row
        title={t.passkey}
        text={passkeysWork() ? t.passkeyText : t.passkeyElsewhere}
        state={passkeys.length === 0 ? t.off : ''}
        below={passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} acts={acts} />)}
      >
        {passkeysWork() && <Button onClick={acts.addPasskey}>{t.addPasskey}</Button>}
      </Row>
      <Row title={t.totp} text={t.totpText} state={totp ? t.since(dayOf(totp.since)) : t.off}>
        {totp ? (
          <Button onClick={acts.removeTotp}>{t.remove}</Button>
        ) : (
          <Button look={isOff ? 'primary' : 'secondary'} busy={busy} onClick={acts.addTotp}>
            {t.addTotp}
          </Button>
        )}
      </Row>
      {!isOff && (
        <Row title={t.codes} text={t.codesText} state={t.codesLeft(recoveryCodes)}>
          <Button onClick={acts.renewCodes}>{t.renew}</Button>
        </Row>
      )}
    </ul>
  )
}

function PasskeyRow({ passkey, acts }: { passkey: Passkey; acts: FactorActs }) {
  const t = useText(factorMessages)
  const { name, createdAt, usedAt } = passkey
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-1.5">
      <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
        {name}
        <span className="ml-2 text-small text-muted tabular">
          {usedAt ? t.passkeyUsed(dayOf(usedAt)) : t.since(dayOf(createdAt))}
        </span>
      </span>
      <span className="flex gap-2">
        <Button look="quiet" onClick={() => acts.rename(passkey)}>
          {t.rename}
          <span className="sr-only">{name}</span>
        </Button>
        <Button look="quiet" onClick={() => acts.remove(passkey)}>
          {t.remove}
          <span className="sr-only">{name}</span>
        </Button>
      </span>
    </li>
  )
}

function Row({
  title,
  text,
  state,
  below,
  children,
}: {
  title: string
  text: string
  state: string
  below?: ReactNode[]
  children: ReactNode
}) {
  return (
    <li className="border-t border-line py-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-semibold">
            {title} <span className="ml-2 font-normal text-muted tabular">{state}</span>
          </p>
          <p className="text-muted">{text}</p>
        </div>
        {children}
      </div>
      {below && below.length > 0 && <ul className="mt-2">{below}</ul>}
    </li>
  )
}
