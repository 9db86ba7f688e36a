import type { ComponentProps } from 'react'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import type { Screen } from './flow-history.ts'
import { NoticeStep } from './notice-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { PeriodStep } from './period-step.tsx'
import { ReviewStep } from './review-step.tsx'

type Props = Omit<ComponentProps<typeof ReviewStep>, 'onStep' | 'onDocument'> & {
  step: Exclude<PurchaseStep, 'product'>
  read: ReadonlySet<string>
  onScreen(screen: Screen): void
}

/** Steps after the first, loaded while the customer reads the first. */
export default function LaterStep({ step, onScreen, ...rest }: Props) {
  if (step === 'period') return <PeriodStep {...rest} />
  if (step === 'people')
    return (
      <PeopleStep
        {...rest}
        onPerson={(person) => onScreen({ step, person })}
        onPaste={() => onScreen({ step, pasting: true })}
      />
    )
  if (step === 'notice')
    return <NoticeStep {...rest} onDocument={(document) => onScreen({ step, document })} />
  return (
    <ReviewStep
      {...rest}
      onDocument={(document) => onScreen({ step, document })}
      onStep={(to) => onScreen({ step: to })}
    />
  )
}
