import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { checkEvidence } from '../../contract/endpoints/evidence.ts'
import {
  type EvidenceHead,
  isSignedLate,
  readAnnexHash,
  readEvidenceHead,
  splitEvidence,
} from '../../contract/evidence.ts'
import { evidenceIn } from '../../contract/evidence-in-page.ts'
import { type EvidenceTimestamp, splitTimestamp, stampedAt } from '../../contract/evidence-timestamp.ts'
import { sha256Of } from '../../lib/sha256.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { evidenceMessages } from './messages.ts'
import { CheckAnnex } from './check-annex.tsx'
import { useTimestampWords } from './timestamp-words.ts'

type Outcome = {
  verdict: 'genuine' | 'altered' | 'notEvidence' | 'insecure'
  head: EvidenceHead | null
  timestamp: EvidenceTimestamp | 'malformed' | null
  /** The timestamp is for these bytes; null if the portal did not say. */
  stampHolds: boolean | null
  /** SHA-256 of the order's annex. */
  annex: string | null
  /** When the signing key was replaced, if that was before it signed this file. */
  lateKey: string | null
  /** The file was inside a playable page. */
  inPage: boolean
}

/** Verifies an exported file. Only its digest and seal are sent. */
export function Component() {
  const t = useText(evidenceMessages)
  const { language } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const check = useMutation({ mutationFn: checkFile })
  function take(files: FileList | null): void {
    const [file] = files ?? []
    if (file) check.mutate(file)
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <>
      <PageHeader title={t.check} detail={t.checkText} />
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-wrap items-center justify-center gap-3 rounded border border-dashed px-4 py-14 ${over ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
      >
        <input
          ref={input}
          type="file"
          aria-label={t.choose}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files)
            // Lets the user choose the same file again.
            event.target.value = ''
          }}
        />
        <Button look="primary" busy={check.isPending} onClick={() => input.current?.click()}>
          {t.choose}
        </Button>
        <span className="text-muted">{t.drop}</span>
      </div>
      <div className="mt-4">
        {check.isPending && <Skeleton label={t.checking} rows={1} />}
        {check.error && <ProblemBanner {...problemText(check.error, language)} />}
        {check.data && <Verdict {...check.data} />}
        {check.data?.annex && <CheckAnnex key={check.data.annex} named={check.data.annex} />}
      </div>
    </>
  )
}

function Verdict({ verdict, head, timestamp, stampHolds, lateKey, inPage }: Outcome) {
  const t = useText(evidenceMessages)
  const timestampWords = useTimestampWords()
  const plan = head?.order.chosenPlan ?? head?.order.planName
  const wrong = timestamp === 'malformed' ? t.stampMalformed : stampHolds === false ? t.stampWrong : null
  return (
    <Banner tone={toneOf(verdict, wrong !== null, lateKey !== null)} title={wrong ?? t[verdict]}>
      {verdict === 'genuine' && head && (
        <>
          <p>{t.aboutOrder(head.order.productName, head.order.outSerialNo)}</p>
          {plan && <p>{t.chosenPlan(plan)}</p>}
          <p>{t.exported(head.exportedBy, shanghaiTime(head.exportedAt, true))}</p>
          {lateKey && <p>{t.lateKey(shanghaiTime(lateKey, true))}</p>}
          {inPage && <p>{t.pageUnchecked}</p>}
          {wrong && <p>{t.genuine}</p>}
          {timestamp && timestamp !== 'malformed' && !wrong && (
            <p>
              {timestampWords(timestamp)}
              {'at' in timestamp && ` ${t.stampUnchecked}`}
            </p>
          )}
          <p>{head.chain.broken === null ? t.whole(head.chain.entries) : t.broken(head.chain.broken)}</p>
        </>
      )}
    </Banner>
  )
}

function toneOf(verdict: Outcome['verdict'], isStampWrong: boolean, isLate: boolean) {
  if (verdict === 'insecure') return 'warn'
  if (verdict !== 'genuine' || isStampWrong) return 'bad'
  return isLate ? 'warn' : 'good'
}

async function checkFile(file: File): Promise<Outcome> {
  const whole = new Uint8Array(await file.arrayBuffer())
  const bytes = evidenceIn(whole)
  const parts = splitEvidence(bytes)
  const unread = {
    head: null,
    timestamp: null,
    stampHolds: null,
    annex: null,
    lateKey: null,
    inPage: bytes !== whole,
  }
  if (!parts) return { verdict: 'notEvidence', ...unread }
  if (!isSecureContext) return { verdict: 'insecure', ...unread }
  const { content } = parts
  const stamp = splitTimestamp(content)
  const timestamp = stamp?.timestamp ?? null
  const {
    genuine,
    keyUntil = null,
    stampHolds = null,
  } = await call(checkEvidence, {
    body: {
      digest: await sha256Of(content),
      seal: parts.seal,
      ...(stamp &&
        timestamp &&
        timestamp !== 'malformed' &&
        'at' in timestamp && { timestamp: { ...timestamp, sha256: await sha256Of(stamp.stamped) } }),
    },
  })
  if (!genuine) return { verdict: 'altered', ...unread }
  const head = readEvidenceHead(content)
  return {
    verdict: 'genuine',
    head,
    lateKey: isSignedLate(keyUntil, head?.exportedAt, stampedAt(content)) ? keyUntil : null,
    timestamp,
    stampHolds,
    annex: readAnnexHash(content),
    inPage: bytes !== whole,
  }
}
