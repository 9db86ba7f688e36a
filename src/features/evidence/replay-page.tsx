import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { replayEvidence } from '../../contract/endpoints/evidence.ts'
import * as paths from '../../contract/paths.ts'
import { focusResult } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonAnchor } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { evidenceMessages } from './messages.ts'
import { evidenceQuery } from './queries.ts'
import { unpackRecording } from './recording.ts'
import { ReplayParts } from './replay-parts.tsx'
import { SoldOrder } from './sold-order.tsx'

/** Replays a customer's pages. Starts on a press, because each replay is audited. */
export function Component() {
  const t = useText(evidenceMessages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const evidence = useQuery(evidenceQuery(id))
  const recording = useMutation({
    mutationFn: async () =>
      call(replayEvidence, { params: { id } }).then(async (found) => ({
        parts: await unpackRecording(found),
        isGone: found.pieces.length > 0 && found.pieces.every(({ content }) => content === null),
      })),
    // The pressed button is gone.
    onSettled: () => focusResult(),
  })
  const signedOut = recording.error && problemOf(recording.error).status === 401
  return (
    <main className="mx-auto max-w-5xl px-4 py-5">
      <PageHeader
        title={t.replayTitle}
        detail={t.replayText}
        actions={<ButtonAnchor href={paths.to(paths.evidence, { id })}>{t.replayBack}</ButtonAnchor>}
      />
      {evidence.data && <SoldOrder order={evidence.data.order} />}
      {recording.isIdle && (
        <Button look="primary" onClick={() => recording.mutate()}>
          {t.replayStart}
        </Button>
      )}
      <div data-result="" tabIndex={-1} className="rounded empty:hidden">
        {recording.isPending && <Skeleton label={t.loadingRecording} rows={6} />}
        {recording.error && (
          <ProblemBanner
            {...problemText(recording.error, language)}
            action={
              signedOut ? (
                <ButtonAnchor href={paths.signIn}>{t.signIn}</ButtonAnchor>
              ) : (
                <Button onClick={() => recording.mutate()}>{t.retry}</Button>
              )
            }
          />
        )}
        {recording.data &&
          (recording.data.parts.length > 0 ? (
            <ReplayParts parts={recording.data.parts} />
          ) : (
            <EmptyState>{recording.data.isGone ? t.recordingGone : t.noRecording}</EmptyState>
          ))}
      </div>
    </main>
  )
}
