import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { reopenLink } from '../../contract/endpoints/links.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { linkQuery } from './queries.ts'

/** Unlocks a link after too many wrong attempts. */
export function ReopenLink({ linkId }: { linkId: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const reopen = useMutation({
    mutationFn: () => call(reopenLink, { params: { id: linkId } }),
    onSuccess: (next) => client.setQueryData(linkQuery(linkId).queryKey, next),
  })
  return (
    <div className="mb-4 flex flex-col gap-3 print:hidden">
      <Banner
        tone="warn"
        title={t.closed}
        action={
          <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
            {t.reopen}
          </Button>
        }
      >
        {t.closedText}
      </Banner>
      {reopen.error && <ProblemBanner {...problemText(reopen.error, language)} />}
    </div>
  )
}
