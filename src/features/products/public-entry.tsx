import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { Link, LinkList, type MakeLink } from '../../contract/links.ts'
import { MemberList } from '../../contract/members.ts'
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
  const key = ['links', 'public', productCode]
  const entries = useQuery({
    queryKey: key,
    queryFn: () => request(LinkList, `/api/links?kind=public&productCode=${encodeURIComponent(productCode)}`),
  })
  const members = useQuery({ queryKey: ['members'], queryFn: () => request(MemberList, '/api/members') })
  const [memberId, setMemberId] = useState('')
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['links'] }) }
  const open = useMutation({
    mutationFn: (link: MakeLink) => request(Link, '/api/links', { method: 'POST', body: link }),
    ...settled,
  })
  const close = useMutation({
    mutationFn: (id: string) => request(Link, `/api/links/${id}/revoke`, { method: 'POST', body: {} }),
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
