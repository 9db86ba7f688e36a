import type { ReactNode } from 'react'
import { Banner } from './feedback.tsx'

/** A failure in words, where the person is looking; `detail` is the platform's own sentence. */
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
