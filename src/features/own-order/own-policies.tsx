import { ORDER_STATUS_WORDS } from '../../contract/glossary.ts'
import type { OwnOrder, OwnPolicy } from '../../contract/own-order.ts'
import { platformWord } from '../../contract/platform-words.ts'
import { FileIcon } from '../../ui/icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { messages } from './messages.ts'
import { FileButton } from './open-file.tsx'

/** Longer lists show only the first rows. */
const FEW = 5
const SHOWN = 3

/** Each policy with its status and files. */
export function OwnPolicies({ token, order }: { token: string; order: OwnOrder }) {
  const t = useText(messages)
  const few = order.policies.length <= FEW
  const first = few ? order.policies : order.policies.slice(0, SHOWN)
  const more = few ? [] : order.policies.slice(SHOWN)
  return (
    <Section title={t.policies}>
      <PolicyList token={token} policies={first} />
      {more.length > 0 && (
        <details className="mt-4">
          <summary className="min-h-11 py-2 text-accent">{t.more(more.length)}</summary>
          <PolicyList token={token} policies={more} />
        </details>
      )}
    </Section>
  )
}

function PolicyList({ token, policies }: { token: string; policies: OwnPolicy[] }) {
  const t = useText(messages)
  return (
    <ul className="flex flex-col gap-5">
      {policies.map((policy) => (
        <li key={policy.policyCode}>
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">{policy.insuredName ?? t.policies}</span>
            <PolicyStatus policy={policy} />
          </p>
          <p className="tabular text-base break-all text-muted">
            {t.policyNo} {policy.policyCode}
          </p>
          <Files token={token} policy={policy} />
        </li>
      ))}
    </ul>
  )
}

function PolicyStatus({ policy }: { policy: OwnPolicy }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const words = policy.status
    ? t.statusWords(policy.status, ORDER_STATUS_WORDS[policy.status][language])
    : policy.policyStatus && platformWord(policy.policyStatus, language)
  return <span className="text-base text-muted">{words ?? t.otherStatus}</span>
}

function Files({ token, policy }: { token: string; policy: OwnPolicy }) {
  const t = useText(messages)
  const { policyCode } = policy
  if (!policy.hasPolicy && !policy.hasCertificate)
    return <p className="mt-1 text-base text-muted">{t.filesLater}</p>
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {policy.hasPolicy && (
        <FileButton token={token} file={{ kind: 'policy', policyCode }}>
          <FileIcon />
          {t.policyFile}
          <span className="sr-only"> {policyCode}</span>
        </FileButton>
      )}
      {policy.hasCertificate && (
        <FileButton token={token} file={{ kind: 'certificate', policyCode }}>
          <FileIcon />
          {t.certificateFile}
          <span className="sr-only"> {policyCode}</span>
        </FileButton>
      )}
    </div>
  )
}
