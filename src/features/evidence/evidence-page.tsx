import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { requestFile } from '../../api/request.ts'
import { useSession } from '../../api/use-session.ts'
import { pathOf } from '../../contract/endpoints/endpoint.ts'
import { exportEvidence } from '../../contract/endpoints/evidence.ts'
import { Evidence } from '../../contract/evidence.ts'
import type { EvidenceTimestamp } from '../../contract/evidence-timestamp.ts'
import * as paths from '../../contract/paths.ts'
import { atLeast } from '../../contract/session.ts'
import { saveFile } from '../../lib/save-file.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor, ButtonLink } from '../../ui/button-link.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { AnnexSection } from './annex-section.tsx'
import { evidenceMessages } from './messages.ts'
import { Consents } from './consents.tsx'
import { gapsOf, placedBy, type ReadDocument, readDocuments } from './evidence-steps.ts'
import { ChinaTime, EvidenceTimeline, type OrderSentence, useDuration } from './evidence-timeline.tsx'
import { openViewer } from './playable-page.ts'
import { evidenceQuery } from './queries.ts'
import { timestampIn, useTimestampWords } from './timestamp-words.ts'
import { SoldOrder } from './sold-order.tsx'

type Trail = NonNullable<Evidence['trail']>

/** The record of a sale: everything that the customer saw, agreed to and pressed, and whether the chain is intact. */
export function EvidencePage({ orderSentence }: { orderSentence: OrderSentence }) {
  const t = useText(evidenceMessages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const role = useSession()?.user.role
  const evidence = useQuery({
    ...evidenceQuery(id),
    enabled: role !== undefined && atLeast(role, 'manager'),
  })
  // Fetched by script, so that opening the URL alone is not audited under the user's name.
  const save = useMutation({
    mutationFn: async (as: 'file' | 'page') => {
      // Before the export, which is audited.
      const playable = as === 'page' ? await openViewer() : null
      const { file, name } = await requestFile(pathOf(exportEvidence, { params: { id } }))
      if (playable) saveFile(await playable(file), name.replace(/\.evidence$/, '.html'))
      else saveFile(file, name)
      return timestampIn(file)
    },
  })
  const back = <ButtonLink to={paths.to(paths.order, { id })}>{t.back}</ButtonLink>
  if (role !== undefined && !atLeast(role, 'manager'))
    return <EmptyState action={back}>{t.managersOnly}</EmptyState>
  const trail = evidence.data?.trail
  return (
    <>
      <PageHeader
        title={t.title}
        detail={trail && placedBy(trail.entries) !== 'customer' ? undefined : t.intro}
        back={{ to: paths.to(paths.order, { id }), label: t.order }}
        actions={
          trail && (
            <>
              {trail.entries.some(({ kind }) => kind === 'recording') && (
                <ButtonAnchor href={paths.to(paths.replay, { id })} look="primary">
                  {t.replay}
                </ButtonAnchor>
              )}
              <Button
                busy={save.isPending && save.variables === 'file'}
                disabled={save.isPending}
                onClick={() => save.mutate('file')}
              >
                {t.exportFile}
              </Button>
              <Button
                busy={save.isPending && save.variables === 'page'}
                disabled={save.isPending}
                onClick={() => save.mutate('page')}
              >
                {t.exportPage}
              </Button>
            </>
          )
        }
      />
      {evidence.data && <SoldOrder order={evidence.data.order} />}
      {save.error && <ProblemBanner {...problemText(save.error, language)} />}
      {save.data && <Saved timestamp={save.data} />}
      {evidence.isPending && <Skeleton label={t.loading} rows={8} />}
      {evidence.error &&
        (problemOf(evidence.error).code === 'not-found' ? (
          <EmptyState action={back}>{t.none}</EmptyState>
        ) : (
          <ProblemBanner
            {...problemText(evidence.error, language)}
            action={<Button onClick={() => void evidence.refetch()}>{t.retry}</Button>}
          />
        ))}
      {evidence.data?.anchored === false && (
        <div className="mb-4">
          <Banner tone="bad" title={t.lost}>
            {t.lostText}
          </Banner>
        </div>
      )}
      {trail === null && (
        <EmptyState action={back}>
          <strong className="mb-1 block text-ink">{t.none}</strong>
          {t.noneText}
        </EmptyState>
      )}
      {trail && evidence.data && (
        <Story orderId={id} trail={trail} publicKey={evidence.data.publicKey} orderSentence={orderSentence} />
      )}
    </>
  )
}

function Saved({ timestamp }: { timestamp: EvidenceTimestamp }) {
  const t = useText(evidenceMessages)
  const words = useTimestampWords()(timestamp)
  const isMissing = 'missing' in timestamp
  return (
    <div className="mb-4">
      <Banner tone={isMissing ? 'warn' : 'good'} title={isMissing ? words : t.saved}>
        {isMissing ? t.unstampedText : words}
      </Banner>
    </div>
  )
}

function Story({
  orderId,
  trail,
  publicKey,
  orderSentence,
}: {
  orderId: string
  trail: Trail
  publicKey: string
  orderSentence: OrderSentence
}) {
  const t = useText(evidenceMessages)
  const { entries } = trail
  const by = placedBy(entries)
  const hasPages = by === 'customer'
  return (
    <>
      <Verdict trail={trail} />
      {by !== 'customer' && <WithoutPages by={by} />}
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_340px]">
        <Section title={t.timeline} aside={<ChinaTime />}>
          <EvidenceTimeline entries={entries} orderSentence={orderSentence} />
        </Section>
        <div className="min-w-0">
          {hasPages && (
            <Section title={t.consents}>
              <Consents entries={entries} />
            </Section>
          )}
          {trail.documents.length > 0 && (
            <Section title={hasPages ? t.documents : t.inForce}>
              <Documents trail={trail} hasPages={hasPages} />
            </Section>
          )}
          <AnnexSection orderId={orderId} trail={trail} />
          <Section title={t.offline}>
            <p className="mb-1 text-muted">{t.offlineText}</p>
            <CopyText text={publicKey} label={t.copy} copied={t.copied} />
            <p className="mt-3">
              <ButtonLink to={paths.checkEvidence}>{t.check}</ButtonLink>
            </p>
          </Section>
        </div>
      </div>
    </>
  )
}

function WithoutPages({ by }: { by: 'staff' | 'partner' }) {
  const t = useText(evidenceMessages)
  return (
    <div className="mb-4">
      <Banner tone="neutral" title={t[`by-${by}`]}>
        {t[`by-${by}-text`]}
      </Banner>
    </div>
  )
}

function Verdict({ trail }: { trail: Trail }) {
  const t = useText(evidenceMessages)
  const missing = gapsOf(trail.entries).reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return (
    <div className="mb-4 flex flex-col gap-3">
      {trail.broken === null ? (
        <Banner tone="good" title={t.whole(trail.entries.length)}>
          <span className="tabular wrap-anywhere">
            {t.wholeText(shanghaiTime(trail.startedAt, true), trail.head.slice(0, 16))}
          </span>
        </Banner>
      ) : (
        <Banner tone="bad" title={t.broken(trail.broken)}>
          {t.brokenText}
        </Banner>
      )}
      {missing > 0 && (
        <Banner tone="warn" title={t.gaps(missing)}>
          {t.gapsText}
        </Banner>
      )}
      {trail.erasedAt && (
        <Banner
          tone="neutral"
          title={
            trail.sealedUntil
              ? t.sealed(shanghaiTime(trail.erasedAt), trail.sealedUntil)
              : t.erased(shanghaiTime(trail.erasedAt))
          }
        />
      )}
    </div>
  )
}

function Documents({ trail, hasPages }: { trail: Trail; hasPages: boolean }) {
  const t = useText(evidenceMessages)
  const duration = useDuration()
  return (
    <DataTable
      label={t.documents}
      rows={readDocuments(trail)}
      rowKey={({ id }) => id}
      columns={[
        {
          name: t.document,
          cell: ({ title, sha256 }) => (
            <span title={`${t.fingerprint} ${sha256}`} className="break-words">
              {title}
            </span>
          ),
        },
        { name: t.version, cell: ({ version }) => <span className="whitespace-nowrap">{version}</span> },
        ...(!hasPages
          ? []
          : [
              {
                name: t.read,
                align: 'right' as const,
                cell: ({ opened, read }: ReadDocument) =>
                  opened ? (
                    read === null ? (
                      t.opened
                    ) : (
                      t.readFor(duration(read))
                    )
                  ) : (
                    <span className="text-warn">{t.notOpened}</span>
                  ),
              },
            ]),
      ]}
    />
  )
}
