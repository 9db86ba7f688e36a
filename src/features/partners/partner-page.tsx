import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { call } from '../../api/call.ts'
import { disablePartner, savePartner } from '../../contract/endpoints/partners.ts'
import type { Partner, SavePartner } from '../../contract/partners.ts'
import * as paths from '../../contract/paths.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { partnerQuery, partnersQuery } from './queries.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { LicenceGaps, LicenceState } from './licence-state.tsx'
import { messages } from './messages.ts'
import { PartnerEvents } from './partner-events.tsx'
import { PartnerForm } from './partner-form.tsx'
import { PartnerKeys } from './partner-keys.tsx'
import { PartnerReport } from './partner-report.tsx'
import { SectionNav } from './section-nav.tsx'
import { TokenRefusals } from './token-refusals.tsx'

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const client = useQueryClient()
  const partner = useQuery(partnerQuery(id))
  const [disabling, setDisabling] = useState(false)
  const params = { id }
  const keep = (next: Partner) => {
    client.setQueryData(partnerQuery(id).queryKey, next)
    void client.invalidateQueries(partnersQuery)
  }
  const save = useMutation({
    mutationFn: (body: SavePartner) => call(savePartner, { params, body }),
    onSuccess: keep,
  })
  const disable = useMutation({
    mutationFn: (disabled: boolean) => call(disablePartner, { params, body: { disabled } }),
    onSuccess(next) {
      setDisabling(false)
      keep(next)
    },
  })

  const back = { to: paths.partners, label: t.title }
  if (partner.isPending) return <Skeleton label={t.loading} />
  if (!partner.data) {
    const { code } = problemOf(partner.error)
    return (
      <>
        <PageHeader title={t.title} back={back} />
        <ProblemBanner
          {...problemText(partner.error, language)}
          action={code !== 'not-found' && <Button onClick={() => void partner.refetch()}>{t.retry}</Button>}
        />
      </>
    )
  }
  const { data } = partner
  const isDisabled = data.disabledAt !== null
  return (
    <>
      <PageHeader
        title={data.name}
        back={back}
        detail={
          <span className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
            <StatusDot tone={isDisabled ? 'neutral' : 'good'}>{isDisabled ? t.disabled : t.active}</StatusDot>
            {data.licensed && data.licenceDays !== null && <LicenceState partner={data} />}
            <span>
              {t.id} <CopyText text={data.id} label={t.copy} copied={t.copied} />
            </span>
          </span>
        }
        actions={
          <>
            <ButtonLink to={paths.to(paths.playground, {}, { partner: data.id })}>{t.playground}</ButtonLink>
            {isDisabled ? (
              <Button look="primary" busy={disable.isPending} onClick={() => disable.mutate(false)}>
                {t.enable}
              </Button>
            ) : (
              <Button onClick={() => setDisabling(true)}>{t.disable}</Button>
            )}
          </>
        }
      />
      <LicenceGaps partner={data} />
      <SectionNav
        label={t.onPage}
        sections={[
          { id: 'settings', word: t.settings },
          { id: 'keys', word: t.keys, count: data.keys.length },
          { id: 'orders', word: t.report, count: data.report.reduce((sum, { count }) => sum + count, 0) },
          { id: 'events', word: t.events },
          { id: 'refusals', word: t.refusals },
        ]}
      />
      <div id="settings">
        <PartnerForm
          key={data.id}
          id={data.id}
          initial={data}
          busy={save.isPending}
          error={save.error}
          saved={save.isSuccess}
          onSave={save.mutate}
        />
      </div>
      <PartnerKeys partner={data} />
      <PartnerReport partner={data} />
      <PartnerEvents partner={data} />
      <TokenRefusals partner={data} />
      <ConfirmDialog
        title={t.disableTitle}
        text={t.disableText}
        submit={t.disableSubmit}
        open={disabling}
        action={disable}
        onSubmit={() => disable.mutate(true)}
        onClose={() => setDisabling(false)}
      />
    </>
  )
}
