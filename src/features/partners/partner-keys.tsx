import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useUserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { call } from '../../api/call.ts'
import { addPartnerKey, revokePartnerKey } from '../../contract/endpoints/partners.ts'
import type { Partner } from '../../contract/partners.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { partnerQuery } from './queries.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { messages } from './messages.ts'

/** Signing keys of a partner. Secrets are shown once. */
export function PartnerKeys({ partner }: { partner: Partner }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const [revoking, setRevoking] = useState<string | null>(null)
  const params = { id: partner.id }
  const refetch = () => client.invalidateQueries(partnerQuery(partner.id))
  const add = useMutation({
    mutationFn: () => call(addPartnerKey, { params }),
    onSuccess: refetch,
  })
  const revoke = useMutation({
    mutationFn: (keyId: string) => call(revokePartnerKey, { params: { ...params, keyId } }),
    async onSuccess() {
      setRevoking(null)
      add.reset()
      await refetch()
    },
  })
  const { keys } = partner
  return (
    <Section
      id="keys"
      title={t.keys}
      aside={
        <Button busy={add.isPending} onClick={() => add.mutate()}>
          {t.newKey}
        </Button>
      }
    >
      <p className="mb-3 text-muted">{keys.length === 0 ? t.noKeys : t.keysAbout}</p>
      <div className="mb-3 flex flex-col gap-3 empty:hidden">
        {add.error && <ProblemBanner {...problemText(add.error, language)} />}
        {add.data && (
          <Banner tone="good" title={t.fresh}>
            <CopyText text={add.data.secret} label={t.copy} copied={t.copied} />
            <p>{t.addedText}</p>
          </Banner>
        )}
      </div>
      {keys.length > 0 && (
        <DataTable
          label={t.keys}
          rows={keys}
          rowKey={(key) => key.id}
          columns={[
            {
              name: t.created,
              cell: (key) => <span className="tabular whitespace-nowrap">{shanghaiTime(key.createdAt)}</span>,
            },
            { name: t.by, wide: true, cell: (key) => nameOf(key.createdBy) },
            {
              name: t.used,
              cell: (key) => (
                <span className="tabular">{key.usedAt ? shanghaiTime(key.usedAt) : t.never}</span>
              ),
            },
            {
              name: t.actions,
              align: 'right',
              cell: (key) => <Button onClick={() => setRevoking(key.id)}>{t.revoke}</Button>,
            },
          ]}
        />
      )}
      <ConfirmDialog
        title={t.revokeTitle}
        text={t.revokeText}
        submit={t.revokeSubmit}
        open={revoking !== null}
        action={revoke}
        onSubmit={() => revoking !== null && revoke.mutate(revoking)}
        onClose={() => setRevoking(null)}
      />
    </Section>
  )
}
