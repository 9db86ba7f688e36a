import { useState } from 'react'
import { ACTION_WHY_WORDS } from '../../contract/action-words.ts'
import { whyNot } from '../../contract/order-actions.ts'
import type { Order } from '../../contract/orders.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { DataTable } from '../../ui/table.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { readProblemText } from '../../api/problem-text.ts'
import { PolicyStatus } from './policy-status.tsx'
import { SurrenderDialog } from './surrender-dialog.tsx'
import { surrenderMessages } from './surrender-messages.ts'
import { WithdrawSurrender } from './withdraw-surrender.tsx'

export function OrderPolicies({ order }: { order: Order }) {
  const t = useText(surrenderMessages)
  const { language } = useLanguage()
  const [surrendering, setSurrendering] = useState(false)
  const why = whyNot(order, 'surrender')
  const { viewer, show } = useFileViewer(readProblemText)
  const file = (path: string | null, label: string, code: string) => (
    <FileButton label={label} about={code} path={path} onShow={show} />
  )
  return (
    <Section
      title={t.policies}
      aside={
        (order.policies.length > 0 || order.surrender !== null) && (
          <span className="flex flex-wrap items-center gap-3">
            {whyNot(order, 'withdraw') === null && <WithdrawSurrender orderId={order.id} />}
            <ActionButton why={why && ACTION_WHY_WORDS[why][language]} onClick={() => setSurrendering(true)}>
              {t.surrender}
            </ActionButton>
          </span>
        )
      }
    >
      {viewer}
      <SurrenderDialog
        order={order}
        chosen={new Set()}
        open={surrendering}
        onClose={() => setSurrendering(false)}
      />
      {order.policies.length === 0 ? (
        <p className="text-muted">{t.noPolicies}</p>
      ) : (
        <DataTable
          label={t.policies}
          rows={order.policies}
          rowKey={(policy) => policy.policyCode}
          columns={[
            {
              name: t.policyCode,
              cell: (policy) => (
                <>
                  <CopyText text={policy.policyCode} label={t.copy} copied={t.copied} />
                  <span className="flex flex-wrap gap-x-3 @min-[560px]:hidden">
                    <PolicyStatus of={policy} />
                    <span className="text-muted">{policy.insuredName}</span>
                  </span>
                </>
              ),
            },
            { name: t.name, wide: true, cell: (policy) => policy.insuredName ?? '—' },
            {
              name: t.status,
              wide: true,
              cell: (policy) => <PolicyStatus of={policy} />,
            },
            {
              name: 'PDF',
              align: 'right',
              cell: (policy) => (
                <span className="inline-flex flex-wrap justify-end">
                  {file(policy.policyFile, t.policyFile, policy.policyCode)}
                  {file(policy.certificateFile, t.certificateFile, policy.policyCode)}
                </span>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
