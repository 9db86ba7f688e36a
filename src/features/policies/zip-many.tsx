import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { policyMessages } from './messages.ts'
import { policiesOfQuery } from './queries.ts'
import { ZipForm } from './zip-dialog.tsx'

type Props = { orders: readonly { id: string }[]; open: boolean; onClose(): void }

/** The policies of many orders as one zip. */
export function ZipMany({ open, ...props }: Props) {
  const t = useText(policyMessages)
  return (
    <Dialog title={t.zipTitle} open={open} onClose={props.onClose} closeLabel={t.close}>
      <Policies {...props} />
    </Dialog>
  )
}

function Policies({ orders, onClose }: Omit<Props, 'open'>) {
  const t = useText(policyMessages)
  const { language } = useLanguage()
  const ids = orders.map(({ id }) => id)
  const policies = useQuery(policiesOfQuery(ids))
  if (policies.error) return <ProblemBanner {...problemText(policies.error, language)} />
  if (!policies.data) return <Skeleton label={t.loading} rows={2} />
  return <ZipForm policies={policies.data} onClose={onClose} />
}
