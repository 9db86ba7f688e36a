import type { ComponentProps } from 'react'
import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import { enterMoves } from '../../ui/enter-moves.ts'
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
  const onDocument = (document: string) => onScreen({ step, document })
  return (
    // Enter in a box neither agrees nor pays.
    <div role="presentation" className="contents" onKeyDown={enterMoves}>
      {step === 'notice' ? (
        <NoticeStep {...rest} onDocument={onDocument} />
      ) : (
        <ReviewStep {...rest} onDocument={onDocument} onStep={(to) => onScreen({ step: to })} />
      )}
    </div>
  )
}
