import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { useFaults } from '../../api/use-faults.ts'
import { beginPasskeySignIn, finishSignIn } from '../../contract/endpoints/factors.ts'
import type { SecondStep } from '../../contract/factors.ts'
import type { Session } from '../../contract/session.ts'
import { Button } from '../../ui/button.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { factorMessages } from './factor-messages.ts'
import { OtherProofs, ProofField } from './proof-fields.tsx'
import { useProof } from './use-proof.ts'

/** Second step of a sign-in, after the right password. */
export function SecondStepForm({
  step,
  onSignedIn,
  onBack,
}: {
  step: SecondStep
  onSignedIn(session: Session): void
  onBack(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const typed = useProof([...step.secondFactor, 'recovery'])
  const finish = useMutation({
    mutationFn: async () => call(finishSignIn, { body: await typed.give(beginPasskeySignIn) }),
    onSuccess: onSignedIn,
  })
  const faults = useFaults({ language, found: typed.found, failure: finish.error })
  function submit() {
    if (faults.press() && !finish.isPending) finish.mutate()
  }
  function changed() {
    finish.reset()
    faults.forget()
  }
  return (
    <Form name="second-step" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <h2 className="text-large">{t.secondTitle}</h2>
      <ProofField typed={typed} fault={faults.at('code')} onChange={() => finish.reset()} />
      <FormAnswer />
      <Button type="submit" look="primary" size="large" busy={finish.isPending}>
        {typed.kind === 'passkey' ? t.passkeySignIn : t.signIn}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <OtherProofs typed={typed} onChange={changed} />
        <Button look="quiet" onClick={onBack}>
          {t.back}
        </Button>
      </div>
      <p className="text-small text-muted">{t.lost}</p>
    </Form>
  )
}
