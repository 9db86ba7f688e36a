import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useUserName } from '../../api/user-names.tsx'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { call } from '../../api/call.ts'
import { confirmPayment } from '../../contract/endpoints/orders.ts'
import { addPaymentKey, revokePaymentKey } from '../../contract/endpoints/payment-keys.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { paymentKeysQuery } from './queries.ts'

const exampleFor = (origin: string) => `import { Webhook } from 'standardwebhooks'

const body = JSON.stringify({ txnStatus: 'paid' })
const id = \`msg_\${crypto.randomUUID()}\`
const now = new Date()
await fetch(\`${origin}${confirmPayment.path.replace(':id', '${orderNo}')}\`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(process.env.PAYMENT_KEY).sign(id, now, body),
  },
  body,
})`

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const nameOf = useUserName()
  const [revoking, setRevoking] = useState<string | null>(null)
  const keys = useQuery(paymentKeysQuery)
  const refetch = () => client.invalidateQueries(paymentKeysQuery)
  const add = useMutation({
    mutationFn: () => call(addPaymentKey, {}),
    onSuccess: refetch,
  })
  const revoke = useMutation({
    mutationFn: (id: string) => call(revokePaymentKey, { params: { id } }),
    onSuccess: async () => {
      setRevoking(null)
      add.reset()
      await refetch()
    },
  })
  const faults = useFaults({ language, found: NONE, failure: revoke.error })
  const items = keys.data?.items ?? []
  return (
    <>
      <PageHeader
        title={t.title}
        detail={t.about}
        actions={
          keys.data && (
            <Button look="primary" busy={add.isPending} onClick={() => add.mutate()}>
              {t.add}
            </Button>
          )
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        {keys.error && (
          <ProblemBanner
            {...problemText(keys.error, language)}
            action={<Button onClick={() => void keys.refetch()}>{t.retry}</Button>}
          />
        )}
        {add.error && <ProblemBanner {...problemText(add.error, language)} />}
        {add.data && (
          <Banner tone="good" title={t.fresh}>
            <CopyText text={add.data.secret} label={t.copy} copied={t.copied} />
            <p>{t.freshText}</p>
          </Banner>
        )}
      </div>
      {keys.isPending && <Skeleton label={t.loading} rows={2} />}
      {keys.data && (
        <Section title={t.keys}>
          <p className="mb-3 text-muted">{items.length === 0 ? t.none : t.two}</p>
          {items.length > 0 && (
            <DataTable
              label={t.keys}
              rows={items}
              rowKey={(key) => key.id}
              columns={[
                {
                  name: t.created,
                  cell: (key) => (
                    <span className="tabular whitespace-nowrap">{shanghaiTime(key.createdAt)}</span>
                  ),
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
        </Section>
      )}
      {keys.data && (
        <Section title={t.how}>
          <p className="max-w-3xl">{t.howText}</p>
          <p className="mt-2 max-w-3xl text-muted">{t.howAnswers}</p>
          <pre className="mt-3 rounded border border-line bg-sunken p-3 text-small break-all whitespace-pre-wrap">
            <code>{exampleFor(location.origin)}</code>
          </pre>
        </Section>
      )}
      <Dialog
        title={t.revokeTitle}
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        closeLabel={t.close}
      >
        <Form
          name="revoke-payment-key"
          faults={faults}
          onSubmit={() => revoking !== null && revoke.mutate(revoking)}
          className="flex flex-col gap-4"
        >
          <p>{t.revokeText}</p>
          <FormAnswer />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="danger" busy={revoke.isPending}>
              {t.revokeSubmit}
            </Button>
            <Button onClick={() => setRevoking(null)}>{t.cancel}</Button>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
