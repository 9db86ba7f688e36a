import type { TrailEntry } from '../../contract/trail.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useText } from '../../ui/language.tsx'
import { consentsOf, type GivenConsent } from './evidence-steps.ts'
import { evidenceMessages } from './messages.ts'

/** What the customer agreed to, in the words of the page, with what the screen showed above them. */
export function Consents({ entries }: { entries: readonly TrailEntry[] }) {
  const t = useText(evidenceMessages)
  const consents = consentsOf(entries)
  if (consents.length === 0) return <p className="text-muted">{t.noConsents}</p>
  return (
    <ul className="flex flex-col gap-4">
      {consents.map((consent) => (
        <Consent key={consent.id} {...consent} />
      ))}
    </ul>
  )
}

function Consent({ id, words, shown, at, saidAt, arrived, given }: GivenConsent) {
  const t = useText(evidenceMessages)
  return (
    <li>
      <p className="break-words">{words === id ? t.unworded(id) : words}</p>
      <p className="tabular text-small text-muted">
        <time dateTime={at} title={saidAt ? t.deviceTime(shanghaiTime(saidAt, true)) : undefined}>
          {shanghaiTime(at, true)}
        </time>
        {arrived && <span className="ml-2">{t.arrived(shanghaiTime(arrived, true))}</span>}
        {!given && <span className="ml-2 text-warn">{t.withdrawn}</span>}
      </p>
      {shown.length > 0 && (
        <blockquote
          aria-label={t.shownAbove}
          className="mt-2 flex flex-col gap-2 border-l-2 border-line pl-3 text-small break-words"
        >
          {shown.map((paragraph, place) => (
            // Equal lines may repeat.
            <p key={`${place} ${paragraph}`}>{paragraph}</p>
          ))}
        </blockquote>
      )}
    </li>
  )
}
