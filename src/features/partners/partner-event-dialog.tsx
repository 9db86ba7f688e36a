import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import type { PartnerEventDetail } from '../../contract/partners.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { CodeBlock } from './code-block.tsx'
import { messages } from './messages.ts'
import { partnerEventQuery } from './queries.ts'

/** The event as sent, and the last answer of the partner's server. */
export function PartnerEventDialog({
  partner,
  event,
  onClose,
}: {
  partner: string
  event: string | null
  onClose(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const read = useQuery({
    ...partnerEventQuery(partner, event ?? ''),
    enabled: event !== null,
  })
  return (
    <Dialog
      title={read.data?.type ?? t.event}
      open={event !== null}
      onClose={onClose}
      closeLabel={t.close}
      wide
    >
      {read.isPending && <Skeleton label={t.loading} rows={4} />}
      {read.error && <ProblemBanner {...problemText(read.error, language)} />}
      {read.data && <Detail event={read.data} />}
    </Dialog>
  )
}

function Detail({ event: { id, body, answer, outcome, triedAt } }: { event: PartnerEventDetail }) {
  const t = useText(messages)
  return (
    <div className="grid gap-4">
      <section>
        <h3 className="mb-1 text-muted">{t.sent}</h3>
        <CodeBlock text={JSON.stringify(JSON.parse(body), null, 2)} label={t.sent} />
        <p className="mt-1 text-small wrap-anywhere text-muted">webhook-id: {id}</p>
      </section>
      {triedAt && (
        <section>
          <h3 className="mb-1 text-muted">{t.answer}</h3>
          <p>
            {outcome && t.answered(outcome)}{' '}
            <span className="tabular text-muted">{shanghaiTime(triedAt, true)}</span>
          </p>
          {answer !== null && (
            <pre className="mt-1 rounded border border-line bg-sunken p-3 text-small wrap-anywhere whitespace-pre-wrap">
              {answer || t.noAnswer}
            </pre>
          )}
        </section>
      )}
    </div>
  )
}
