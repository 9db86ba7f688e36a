import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { allLinks, membersQuery } from '../../api/shared-queries.ts'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { makeLink, revokeLink } from '../../contract/endpoints/links.ts'
import type { MakeLink } from '../../contract/links.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { publicEntriesQuery } from './queries.ts'

/** The product's public purchase link, managed by admins. */
export function PublicEntry({ productCode }: { productCode: string }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const entries = useQuery(publicEntriesQuery(productCode))
  const members = useQuery(membersQuery)
  const [memberId, setMemberId] = useState('')
  const settled = { onSettled: () => client.invalidateQueries(allLinks) }
  const open = useMutation({
    mutationFn: (body: MakeLink) => call(makeLink, { body }),
    ...settled,
  })
  const close = useMutation({
    mutationFn: (id: string) => call(revokeLink, { params: { id } }),
    ...settled,
  })

  const failure = entries.error ?? members.error ?? close.error
  const entry = entries.data?.items.find(({ state }) => state === 'open')
  const choices = members.data?.items ?? []
  const chosen = memberId || (choices[0]?.memberId ?? '')
  const faults = useFaults({ language, found: NONE, failure: open.error })
  function submit() {
    if (faults.press() && chosen && !open.isPending)
      open.mutate({ kind: 'public', memberId: chosen, productCode, uses: null, days: null })
  }
  return (
    <>
      <p className="mb-3 max-w-2xl text-muted">{t.publicAbout}</p>
      {entries.isPending && <Skeleton label={t.loading} rows={1} />}
      {entry && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="font-semibold text-good">{t.publicOpen}</span>
          <span className="text-muted">{entry.sellerName}</span>
          <ButtonLink to={paths.to(paths.link, { id: entry.id })}>{t.publicLink}</ButtonLink>
          <Button look="danger" busy={close.isPending} onClick={() => close.mutate(entry.id)}>
            {t.publicClose}
          </Button>
        </div>
      )}
      {members.data && choices.length === 0 && (
        <ButtonLink to={paths.newMember}>{t.registerFirst}</ButtonLink>
      )}
      {entries.data && !entry && choices.length > 0 && (
        <Form
          name="public-entry"
          faults={faults}
          onSubmit={submit}
          className="flex flex-wrap items-end gap-3"
        >
          <SelectField
            className="w-full max-w-md"
            label={t.publicMember}
            value={chosen}
            {...faults.at('memberId')}
            onChange={(event) => {
              setMemberId(event.target.value)
              open.reset()
            }}
            options={choices.map((member) => ({
              value: member.memberId,
              label: `${member.company}　${member.memberId}`,
            }))}
          />
          <Button type="submit" busy={open.isPending}>
            {t.publicDoOpen}
          </Button>
          <FormAnswer className="basis-full" />
        </Form>
      )}
      {failure && (
        <div className="mt-4">
          <ProblemBanner {...problemText(failure, language)} />
        </div>
      )}
    </>
  )
}
