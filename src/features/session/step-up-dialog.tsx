import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { answerStepUp } from '../../api/step-up.ts'
import { useFaults } from '../../api/use-faults.ts'
import { beginPasskeyProof, proveIdentity } from '../../contract/endpoints/factors.ts'
import type { OwnFactors, ProofKind } from '../../contract/factors.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { factorMessages } from './factor-messages.ts'
import { OtherProofs, ProofField } from './proof-fields.tsx'
import { ownFactorsQuery } from './queries.ts'
import { useProof } from './use-proof.ts'

type Asked = { answer(proven: boolean): void }

/** Asks for a fresh proof over any page when a request needs one. The request is then repeated. */
export function StepUpDialog() {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => answerStepUp(() => new Promise<boolean>((resolve) => setAsked({ answer: resolve }))), [])
  const own = useQuery({ ...ownFactorsQuery, enabled: asked !== null })
  function answer(proven: boolean) {
    asked?.answer(proven)
    setAsked(null)
  }
  return (
    <Dialog title={t.proveTitle} open={asked !== null} onClose={() => answer(false)} closeLabel={t.close}>
      {own.error && <ProblemBanner {...problemText(own.error, language)} />}
      {own.isPending && <Skeleton label={t.loading} rows={2} />}
      {own.data && (
        <ProveForm kinds={proofsOf(own.data)} onProven={() => answer(true)} onCancel={() => answer(false)} />
      )}
    </Dialog>
  )
}

/** The ways in which a user can prove their identity. */
function proofsOf({ passkeys, totp, recoveryCodes }: OwnFactors): ProofKind[] {
  if (!totp && passkeys.length === 0) return ['password']
  const has = { passkey: passkeys.length > 0, totp: totp !== null, recovery: recoveryCodes > 0 }
  return (['passkey', 'totp', 'recovery'] as const).filter((kind) => has[kind])
}

function ProveForm({
  kinds,
  onProven,
  onCancel,
}: {
  kinds: ProofKind[]
  onProven(): void
  onCancel(): void
}) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const typed = useProof(kinds)
  const prove = useMutation({
    mutationFn: async () => call(proveIdentity, { body: await typed.give(beginPasskeyProof) }),
    onSuccess: onProven,
  })
  const faults = useFaults({ language, found: typed.found, failure: prove.error })
  function submit() {
    if (faults.press() && !prove.isPending) prove.mutate()
  }
  function changed() {
    prove.reset()
    faults.forget()
  }
  return (
    <Form name="prove" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">{t.proveText}</p>
      <ProofField typed={typed} fault={faults.at('code')} onChange={() => prove.reset()} />
      <FormAnswer />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={prove.isPending}>
          {typed.kind === 'passkey' ? t.passkeyProve : t.prove}
        </Button>
        <Button onClick={onCancel}>{t.cancel}</Button>
        <OtherProofs typed={typed} onChange={changed} />
      </div>
    </Form>
  )
}
