import { EXPLAINED_WORDS } from '../../contract/explained.ts'
import { CHANNEL_WORDS } from '../../contract/glossary.ts'
import { ORDER_STATUSES, type OrderStatus } from '../../contract/place-order.ts'
import type { TimelineEntry } from '../../contract/orders.ts'
import type { TrailEntry } from '../../contract/trail.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'
import { useFilledWords } from './filled-words.ts'
import { lateArrival, linesOf, type Step, stepsOf, timeOf } from './evidence-steps.ts'

/** Text of a timeline entry. `times`: number of merged entries. */
export type OrderSentence = (entry: TimelineEntry, times: number) => string

/** The timeline: when, what, how long. */
export function EvidenceTimeline({
  entries,
  orderSentence,
}: {
  entries: readonly TrailEntry[]
  orderSentence: OrderSentence
}) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {stepsOf(entries).map((step) => (
        <StepLine
          key={step.kind === 'gap' ? `${step.visit} ${step.from}` : step.entry.n}
          step={step}
          orderSentence={orderSentence}
        />
      ))}
    </ol>
  )
}

/** The zone of all times of a sale. */
export function ChinaTime() {
  return <span className="text-small text-muted">{useText(evidenceMessages).chinaTime}</span>
}

const LINE = 'grid gap-x-4 py-2 md:grid-cols-[8.5rem_minmax(0,1fr)_auto]'

function StepLine({ step, orderSentence }: { step: Step; orderSentence: OrderSentence }) {
  const t = useText(evidenceMessages)
  const words = useWords(orderSentence)
  const duration = useDuration()
  if (step.kind === 'gap')
    return (
      <li className={`${LINE} grid-cols-[auto_minmax(0,1fr)] bg-warn-soft text-warn`}>
        <span aria-hidden="true" className="pl-2">
          …
        </span>
        <span>{t.gap(step.from, step.to)}</span>
      </li>
    )
  const { entry, stay } = step
  const arrived = lateArrival(entry)
  const [sentence, more] = words(entry)
  return (
    <li className={`${LINE} grid-cols-[minmax(0,1fr)_auto] ${entry.kind === 'visit' ? 'bg-sunken' : ''}`}>
      <time
        dateTime={timeOf(entry)}
        title={entry.saidAt ? t.deviceTime(shanghaiTime(entry.saidAt, true)) : undefined}
        className="tabular pl-2 text-muted max-md:col-span-2 max-md:text-small"
      >
        {shanghaiTime(timeOf(entry), true).slice(5)}
      </time>
      <div className="min-w-0 max-md:pl-2">
        <p className="line-clamp-2 break-words print:line-clamp-none" title={sentence}>
          {sentence}
        </p>
        {arrived && <p className="tabular text-small text-muted">{t.arrived(shanghaiTime(arrived, true))}</p>}
        {more && <p className="text-small break-words text-muted">{more}</p>}
      </div>
      {stay !== null && (
        <span className="tabular pr-2 text-right text-small whitespace-nowrap text-muted">
          {t.stayed(duration(stay))}
        </span>
      )}
    </li>
  )
}

/** ms in words. */
export function useDuration(): (ms: number) => string {
  const t = useText(evidenceMessages)
  return (ms) => {
    const seconds = Math.round(ms / 1_000)
    return seconds < 60 ? t.seconds(seconds) : t.minutes(Math.floor(seconds / 60), seconds % 60)
  }
}

const isStatus = (status: string | null | undefined): status is OrderStatus =>
  (ORDER_STATUSES as readonly string[]).includes(status ?? '')
const isChannel = (channel: string | null | undefined): channel is keyof typeof CHANNEL_WORDS =>
  Object.hasOwn(CHANNEL_WORDS, channel ?? '')

/** Text and details of an entry. */
function useWords(orderSentence: OrderSentence): (entry: TrailEntry) => [string, string?] {
  const t = useText(evidenceMessages)
  const filledWords = useFilledWords()
  const { language } = useLanguage()
  const titles = ({ documents = [] }: TrailEntry['detail']) =>
    documents.map(({ title, version, id }) => (title ? `《${title}》${version}` : id)).join(' ')
  const disclosed = ({ disclosure }: TrailEntry['detail']) =>
    disclosure ? t.disclosure(disclosure.slice(0, 16)) : ''
  const soldBy = ({ salesperson }: TrailEntry['detail']) =>
    salesperson ? t.soldBy(salesperson.name, salesperson.practiceNo) : ''
  const skewed = ({ skew }: TrailEntry['detail']) =>
    skew === undefined ? '' : t.skew(Math.round(Math.abs(skew) / 1_000))
  const whoOf = ({ partner, actor }: TrailEntry['detail']) =>
    partner ? t.serverOf(partner.name) : (actor ?? '')
  const elder = (detail: TrailEntry['detail']) => (detail.elder ? t.inElder : '')
  const join = (...parts: string[]) => parts.filter(Boolean).join(' · ')
  return ({ kind, n, at, detail }) => {
    const title = detail.document?.title ?? detail.document?.id ?? ''
    switch (kind) {
      case 'begun':
        if (detail.actor)
          return [
            (detail.partner ? t.begunByServer : t.begunByStaff)(whoOf(detail), detail.productName ?? ''),
            join(
              detail.at ? t.draftFrom(shanghaiTime(detail.at)) : '',
              titles(detail),
              disclosed(detail),
              soldBy(detail),
            ),
          ]
        return [
          t.begun(
            detail.productName ?? detail.productCode ?? '',
            isChannel(detail.channel) ? CHANNEL_WORDS[detail.channel][language] : '',
          ),
          join(titles(detail), disclosed(detail), soldBy(detail)),
        ]
      case 'visit': {
        const { agent, view, build } = detail
        const device = [agent, view && `${view.width} × ${view.height}`].filter(Boolean).join(' · ')
        return [`${t.visit}${device && ` · ${device}`}`, build ? t.build(build.replace(/^.*\//, '')) : '']
      }
      case 'enter':
        if (detail.page === 'document')
          return [t.entered(title), join(detail.document?.version ?? '', elder(detail))]
        return [t.enter(detail.page ? t[`page-${detail.page}`] : ''), join(titles(detail), elder(detail))]
      case 'hidden':
        return [t.hidden]
      case 'visible':
        return [t.visible]
      case 'press':
        if (detail.press === 'document') return [t.openedElsewhere(title), detail.document?.version]
        if (detail.press === 'elder') return [detail.given ? t.elderOn : t.elderOff]
        return [detail.press === 'pay' ? t.pay : t.next]
      case 'consent':
        return [
          detail.given
            ? t.ticked(linesOf(detail.words ?? detail.consent ?? '').words)
            : t.unticked(linesOf(detail.words ?? '').words),
          detail.document?.version,
        ]
      case 'to-cashier':
        return [detail.press ? t.toCashierPressed : t.toCashier]
      case 'filled':
        return filledWords(whoOf(detail), detail)
      case 'explained':
        return [
          detail.explained === 'own'
            ? t.ownPolicy(detail.actor ?? '')
            : t.explained(
                detail.actor ?? '',
                detail.explained ? EXPLAINED_WORDS[detail.explained][language] : '',
              ),
          join(titles(detail), disclosed(detail)),
        ]
      case 'placed':
        return [
          detail.actor ? t.placedBy(whoOf(detail)) : t.placed(detail.consents?.length ?? 0),
          join(
            detail.version === undefined ? '' : t.savedTimes(detail.version),
            disclosed(detail),
            skewed(detail),
          ),
        ]
      case 'order':
        return [
          orderSentence(
            {
              id: String(n),
              at: detail.at ?? at,
              kind: detail.fact ?? '',
              actor: detail.actor ?? '',
              status: isStatus(detail.status) ? detail.status : null,
              platformCode: detail.code ?? null,
              platformMessage: null,
              note: detail.payer ?? null,
              remark: null,
            },
            1,
          ),
          detail.code && detail.code !== '0000' ? detail.code : '',
        ]
      case 'full':
        return [t.full]
      case 'recording-full':
        return [t.recordingFull]
      case 'leave':
      case 'recording':
        return ['']
    }
  }
}
