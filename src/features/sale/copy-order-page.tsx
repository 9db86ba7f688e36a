import { useMutation } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import type { CopyOrder } from '../../contract/copies.ts'
import { copyOrder } from '../../contract/endpoints/sale.ts'
import * as paths from '../../contract/paths.ts'
import { MARKS } from '../../lib/marks.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** Sells again what an order sold: the same people on new dates, or other people on the same dates. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const { orderId = '' } = useParams()
  const copy = useMutation({
    mutationFn: (keep: CopyOrder['keep']) => call(copyOrder, { params: { id: orderId }, body: { keep } }),
    onSuccess: ({ draftId }) => navigate(paths.to(paths.sale, { draftId }), { replace: true }),
  })
  const choices = [
    { keep: 'people', title: t.samePeople, about: t.samePeopleAbout },
    { keep: 'dates', title: t.sameDates, about: t.sameDatesAbout },
  ] as const
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={t.again}
        detail={t.againAbout}
        back={{ to: paths.to(paths.order, { id: orderId }), label: t.backToOrder }}
      />
      {copy.error && (
        <div className="mb-4">
          <ProblemBanner {...problemText(copy.error, language)} />
        </div>
      )}
      <ul className="border-y border-line">
        {choices.map(({ keep, title, about }) => (
          <li
            key={keep}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-4 last:border-b-0"
          >
            <div className="min-w-0">
              <p className="font-semibold">{title}</p>
              <p className="text-muted">{about}</p>
            </div>
            <Button
              aria-label={`${t.begin}${MARKS[language].colon}${title}`}
              busy={copy.isPending && copy.variables === keep}
              disabled={copy.isPending && copy.variables !== keep}
              onClick={() => copy.mutate(keep)}
            >
              {t.begin}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
