import type { Link } from '../../contract/links.ts'
import { shanghaiTime } from '../../lib/time.ts'
import type { Tone } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

const TONES: Record<Link['state'], Tone> = {
  open: 'good',
  expired: 'neutral',
  revoked: 'bad',
  'used-up': 'info',
}

export function LinkState({ link }: { link: Link }) {
  const t = useText(messages)
  if (link.unreadable) return <StatusDot tone="bad">{t.unreadable}</StatusDot>
  return <StatusDot tone={TONES[link.state]}>{t[link.state]}</StatusDot>
}

export function LinkExpiry({ link }: { link: Link }) {
  const t = useText(messages)
  return (
    <span className="tabular whitespace-nowrap">
      {link.expiresAt ? shanghaiTime(link.expiresAt) : t.noEnd}
    </span>
  )
}

/** How far visitors came, in words; steps that nobody reached are left out. */
export function LinkProgress({ link }: { link: Link }) {
  const t = useText(messages)
  const steps = (['opened', 'begun', 'bought'] as const).filter((step) => link[step] > 0)
  if (steps.length === 0) return <span className="whitespace-nowrap text-muted">{t.notOpened}</span>
  return <span className="tabular">{steps.map((step) => t.counted(step, link[step])).join(' · ')}</span>
}
