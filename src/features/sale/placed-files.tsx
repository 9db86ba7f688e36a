import { useState } from 'react'
import { readProblemText } from '../../api/problem-text.ts'
import type { Order } from '../../contract/orders.ts'
import { Button } from '../../ui/button.tsx'
import { PoliciesIcon } from '../../ui/staff-icons.tsx'
import { useText } from '../../ui/language.tsx'
import { useFileViewer } from '../../ui/use-file-viewer.tsx'
import { messages } from './messages.ts'
import type { SaleParts } from './sale-parts.ts'

/** The policy's PDF, or all of them as one file. Nothing before the platform has them. */
export function PlacedFiles({
  policies,
  ZipDialog,
}: { policies: Order['policies'] } & Pick<SaleParts, 'ZipDialog'>) {
  const t = useText(messages)
  const { viewer, show } = useFileViewer(readProblemText)
  const [zipping, setZipping] = useState(false)
  const [first, ...others] = policies.filter(({ policyFile }) => policyFile)
  if (!first?.policyFile) return null
  const { policyCode, policyFile } = first
  return (
    <>
      {others.length === 0 ? (
        <Button onClick={() => show({ title: `${t.policyFile} ${policyCode}`, path: policyFile })}>
          <PoliciesIcon />
          {t.policyFile}
        </Button>
      ) : (
        <Button onClick={() => setZipping(true)}>{t.policyFiles(others.length + 1)}</Button>
      )}
      {viewer}
      <ZipDialog policies={policies} open={zipping} onClose={() => setZipping(false)} />
    </>
  )
}
