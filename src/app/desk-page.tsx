import { useQuery } from '@tanstack/react-query'
import { prefetch } from '../api/prefetch.ts'
import { firstStepsQuery } from '../api/shared-queries.ts'
import * as paths from '../contract/paths.ts'
import { DeparturesSection } from '../features/desk/departures-section.tsx'
import { DeskFigures } from '../features/desk/desk-figures.tsx'
import { AttentionQueue } from '../features/attention/attention-queue.tsx'
import { attentionsQuery, reasonIn } from '../features/attention/queries.ts'
import { readPeriod } from '../features/desk/period.ts'
import { deskQuery } from '../features/desk/queries.ts'
import { TellAgain } from '../features/orders/tell-again.tsx'
import { WithdrawSurrender } from '../features/policies/withdraw-surrender.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { useText } from '../ui/language.tsx'
import { PageHeader } from '../ui/layout.tsx'
import { messages } from './messages.ts'

export const { loader, shouldRevalidate } = prefetch(({ search }) => [
  attentionsQuery(reasonIn(search), []),
  deskQuery(readPeriod(search, Date.now()).period),
])

/** 工作台: what needs attention, then sales figures. */
export function Component() {
  const t = useText(messages)
  const steps = useQuery(firstStepsQuery).data
  return (
    <>
      <PageHeader
        title={t.desk}
        actions={
          // Until there is a member and a product, the first steps lead on.
          (!steps || (steps.member && steps.product)) && (
            <ButtonLink to={paths.sales} look="primary">
              {t.goSell}
            </ButtonLink>
          )
        }
      />
      <AttentionQueue remedies={{ TellAgain, WithdrawSurrender }} />
      <DeparturesSection />
      <DeskFigures />
    </>
  )
}
