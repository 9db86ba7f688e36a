import type { ReactNode } from 'react'
import { Banner } from './feedback.tsx'

/** An error banner. `detail` is the platform's message. */
export function ProblemBanner({
  title,
  detail,
  action,
}: {
  title: string
  detail?: string | undefined
  action?: ReactNode
}) {
  return (
    <Banner tone="bad" title={title} action={action}>
      {detail}
    </Banner>
  )
}
