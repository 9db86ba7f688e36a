import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, keyOf, readOptions } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { listLinks, makeLink, revokeLink } from '../../contract/endpoints/links.ts'
import { listMembers } from '../../contract/endpoints/members.ts'
import type { MakeLink } from '../../contract/links.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** One address by which anybody can buy the product; an admin opens and closes it. */
export function PublicEntry({ productCode }: { productCode: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const entries = useQuery(readOptions(listLinks, { query: { kind: 'public', productCode } }))
  const members = useQuery(readOptions(listMembers, {}))
  const [memberId, setMemberId] = useState('')
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: keyOf(listLinks) }) }
  const open = useMutation({
    mutationFn: (body: MakeLink) => call(makeLink, { body }),
    ...settled,
  })
  const close = useMutation({
    mutationFn: (id: string) => call(revokeLink, { params: { id } }),
    ...settled,
  })

  const failure = entries.error ?? members.error ?? open.error ?? close.error
  const entry = entries.data?.items.find(({ state }) => state === 'open')
  const choices = members.data?.items ?? []
  const chosen = memberId || (choices[0]?.memberId ?? '')
  return (
    <>
      <p className="mb-3 max-w-2xl text-muted">{t.publicAbout}</p>
      {entries.isPending && <Skeleton label={t.loading} rows={1} />}
      {entry && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="font-semibold text-good">{t.publicOpen}</span>
          <span className="text-muted">{entry.sellerName}</span>
          <ButtonLink to={`/links/${entry.id}`}>{t.publicLink}</ButtonLink>
          <Button look="danger" busy={close.isPending} onClick={() => close.mutate(entry.id)}>
            {t.publicClose}
          </Button>
        </div>
      )}
      {entries.data && !entry && (
        <div className="flex flex-wrap items-end gap-3">
          <SelectField
            className="w-full max-w-md"
            label={t.publicMember}
            value={chosen}
            onChange={(event) => setMemberId(event.target.value)}
            options={choices.map((member) => ({
              value: member.memberId,
              label: `${member.company}　${member.memberId}`,
            }))}
          />
          <Button
            disabled={!chosen}
            busy={open.isPending}
            onClick={() =>
              open.mutate({ kind: 'public', memberId: chosen, productCode, uses: null, days: null })
            }
          >
            {t.publicDoOpen}
          </Button>
        </div>
      )}
      {failure && (
        <div className="mt-4">
          <ProblemBanner {...problemText(failure, language)} />
        </div>
      )}
    </>
  )
}
