import { useEffect } from 'react'
import { saveFile } from '../../lib/save-file.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { LanguageSwitch } from '../../ui/language-switch.tsx'
import { useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { Consents } from './consents.tsx'
import { placedBy } from './evidence-steps.ts'
import { ChinaTime, EvidenceTimeline, type OrderSentence } from './evidence-timeline.tsx'
import type { OpenedEvidence } from './open-evidence.ts'
import { evidenceMessages } from './messages.ts'
import { ReplayParts } from './replay-parts.tsx'
import { SoldOrder } from './sold-order.tsx'
import { viewerMessages } from './viewer-messages.ts'

/** An exported sale, played from disk without the portal. Null: the file inside cannot be read. */
export function EvidenceViewer({
  opened,
  file,
  orderSentence,
}: {
  opened: OpenedEvidence | null
  file: Uint8Array
  orderSentence: OrderSentence
}) {
  const t = useText(viewerMessages)
  const title = opened ? `${t.title} · ${opened.head.order.outSerialNo}` : t.title
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main className="mx-auto max-w-5xl px-4 py-5">
      <header className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="text-title">{t.title}</h1>
        <LanguageSwitch label={t.language} hideLabel />
      </header>
      {opened ? <Sale opened={opened} file={file} orderSentence={orderSentence} /> : <Unreadable />}
    </main>
  )
}

function Unreadable() {
  const t = useText(viewerMessages)
  return <Banner tone="bad" title={t.unreadable} />
}

function Sale({
  opened: { head, entries, parts, isGone },
  file,
  orderSentence,
}: {
  opened: OpenedEvidence
  file: Uint8Array
  orderSentence: OrderSentence
}) {
  const t = useText(viewerMessages)
  const words = useText(evidenceMessages)
  const { order, exportedAt, exportedBy, portal, chain } = head
  const by = placedBy(entries)
  const save = () =>
    saveFile(new Blob([file.slice()]), `evidence-${order.outSerialNo.replace(/\W/g, '')}.evidence`)
  return (
    <>
      <SoldOrder order={{ ...order, chosenPlan: order.chosenPlan ?? order.planName ?? null }} />
      <div className="mb-5 flex flex-col gap-3">
        {chain.broken !== null && (
          <Banner tone="bad" title={words.broken(chain.broken)}>
            {words.brokenText}
          </Banner>
        )}
        {by !== 'customer' && (
          <Banner tone="neutral" title={words[`by-${by}`]}>
            {words[`by-${by}-text`]}
          </Banner>
        )}
        <Banner tone="neutral" title={t.convenience} action={<Button onClick={save}>{t.save}</Button>}>
          <p>{t.howToVerify(portal)}</p>
          <p className="text-muted">{t.exported(exportedBy, shanghaiTime(exportedAt, true))}</p>
        </Banner>
      </div>
      {by === 'customer' && (
        <>
          <Section title={t.recording}>
            {parts.length > 0 ? (
              <>
                <p className="mb-3 text-muted">{t.masked}</p>
                <ReplayParts parts={parts} />
              </>
            ) : (
              <p className="text-muted">{isGone ? t.gone : t.none}</p>
            )}
          </Section>
          <Section title={t.agreed}>
            <Consents entries={entries} />
          </Section>
        </>
      )}
      <Section title={t.acts} aside={<ChinaTime />}>
        <EvidenceTimeline entries={entries} orderSentence={orderSentence} />
      </Section>
    </>
  )
}
