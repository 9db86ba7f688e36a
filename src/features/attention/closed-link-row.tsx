import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { refetchOrderLists } from '../../api/order-queries.ts'
import type { ClosedLink } from '../../contract/attention.ts'
import { reopenLink } from '../../contract/endpoints/links.ts'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { LinkRow, nameOfLink } from './link-row.tsx'
import { attentionMessages } from './messages.ts'

/** A locked purchase link in the attention queue. */
export function ClosedLinkRow({ closed, onSettled }: { closed: ClosedLink; onSettled(words: string): void }) {
  const t = useText(attentionMessages)
  const client = useQueryClient()
  const reopen = useMutation({
    mutationFn: () => call(reopenLink, { params: { id: closed.linkId } }),
    onSuccess: async () => {
      onSettled(t.linkReopened(nameOfLink(closed)))
      await refetchOrderLists(client)
    },
  })
  return (
    <LinkRow link={closed} what={t.linkClosed} text={t.linkClosedText} error={reopen.error}>
      <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
        {t.reopenLink}
      </Button>
    </LinkRow>
  )
}
