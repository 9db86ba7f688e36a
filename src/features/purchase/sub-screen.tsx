import { DocumentScreen } from './document-screen.tsx'
import type { Screen } from './flow-history.ts'
import { type Paste, PasteScreen } from './paste-screen.tsx'
import { PersonScreen } from './person-screen.tsx'
import type { StepProps } from './step-props.ts'

type Props = StepProps & Paste & { bearer: string; screen: Screen; onBack(): void }

/** A sub-screen in place of the step. */
export default function SubScreen({ bearer, screen, ...rest }: Props) {
  if (screen.document !== undefined)
    return <DocumentScreen bearer={bearer} id={screen.document} onBack={rest.onBack} />
  if (screen.person !== undefined) return <PersonScreen {...rest} personKey={screen.person} />
  return <PasteScreen {...rest} />
}
