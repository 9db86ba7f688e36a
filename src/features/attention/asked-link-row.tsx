import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { refetchOrderLists } from '../../api/order-queries.ts'
import type { AskedLink } from '../../contract/attention.ts'
import { declineLink, renewLink } from '../../contract/endpoints/links.ts'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { LinkRow, nameOfLink } from './link-row.tsx'
import { attentionMessages } from './messages.ts'

/** A customer waits for a link that is over. One press renews it under its address. */
export function AskedLinkRow({ asked, onSettled }: { asked: AskedLink; onSettled(words: string): void }) {
  const t = useText(attentionMessages)
  const client = useQueryClient()
  const { linkId, reason } = asked
  const name = nameOfLink(asked)
  const params = { id: linkId }
  const renew = useMutation({
    mutationFn: () => call(renewLink, { params }),
    onSuccess: async () => {
      onSettled(t.linkRenewed(name))
      await refetchOrderLists(client)
    },
  })
  const decline = useMutation({
    mutationFn: () => call(declineLink, { params }),
    onSuccess: async () => {
      onSettled(t.linkDeclined(name))
      await refetchOrderLists(client)
    },
  })
  return (
    <LinkRow
      link={asked}
      what={t.linkAsked}
      text={t.linkAskedText(reason)}
      error={renew.error ?? decline.error}
    >
      <Button busy={renew.isPending} onClick={() => renew.mutate()}>
        {t.renewLink(reason)}
      </Button>
      <Button look="quiet" busy={decline.isPending} onClick={() => decline.mutate()}>
        {t.declineLink}
      </Button>
    </LinkRow>
  )
}
