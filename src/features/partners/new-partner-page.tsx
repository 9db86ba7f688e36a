import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { addPartner } from '../../contract/endpoints/partners.ts'
import type { SavePartner } from '../../contract/partners.ts'
import * as paths from '../../contract/paths.ts'
import { Banner } from '../../ui/feedback.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader } from '../../ui/layout.tsx'
import { partnersQuery } from './queries.ts'
import { messages } from './messages.ts'
import { NO_PARTNER, PartnerForm } from './partner-form.tsx'

export function Component() {
  const t = useText(messages)
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: (body: SavePartner) => call(addPartner, { body }),
    onSuccess: () => client.invalidateQueries(partnersQuery),
  })
  const back = { to: paths.partners, label: t.title }
  if (!add.data)
    return (
      <>
        <PageHeader title={t.add} detail={t.about} back={back} />
        <PartnerForm initial={NO_PARTNER} busy={add.isPending} error={add.error} onSave={add.mutate} />
      </>
    )
  const { id, keySecret, webhookSecret } = add.data
  const copy = (text: string) => <CopyText text={text} label={t.copy} copied={t.copied} />
  return (
    <>
      <PageHeader title={t.add} back={back} />
      <Banner tone="good" title={t.added}>
        <p className="mb-2">{t.addedText}</p>
        <DescriptionList
          items={[
            [t.id, copy(id)],
            [t.keySecret, copy(keySecret)],
            [t.webhookSecret, copy(webhookSecret)],
          ]}
        />
      </Banner>
      <div className="mt-5">
        <ButtonLink to={paths.to(paths.partner, { id })} look="primary">
          {t.toPartner}
        </ButtonLink>
      </div>
    </>
  )
}
