import type { OnConsent } from './consents.ts'
import { DocumentScreen } from './document-screen.tsx'
import type { Screen } from './flow-history.ts'
import { type Paste, PasteScreen } from './paste-screen.tsx'
import { PersonScreen } from './person-screen.tsx'
import type { StepProps } from './step-props.ts'

type Props = StepProps &
  Paste & {
    bearer: string
    screen: Screen
    consents: ReadonlySet<string>
    onConsent: OnConsent
    /** Opens another document in place of this one. */
    onDocument(id: string): void
    onBack(): void
  }

/** A sub-screen in place of the step. */
export default function SubScreen({ bearer, screen, consents, onConsent, onDocument, ...rest }: Props) {
  if (screen.document !== undefined)
    return (
      <DocumentScreen
        key={screen.document}
        id={screen.document}
        product={rest.purchase.product}
        {...{ bearer, consents, onConsent, onDocument }}
        onBack={rest.onBack}
      />
    )
  if (screen.person !== undefined) return <PersonScreen {...rest} personKey={screen.person} />
  return <PasteScreen {...rest} />
}
