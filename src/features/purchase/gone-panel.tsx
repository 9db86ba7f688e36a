import * as paths from '../../contract/paths.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useLaterText } from './later-messages.ts'
import { StepHeading } from './step-heading.tsx'

/** The address opens nothing: it never did, or `wasOpen` and does not any more. */
export default function GonePanel({ wasOpen }: { wasOpen: boolean }) {
  const t = useLaterText()
  return (
    <div role="status">
      <StepHeading
        title={wasOpen ? t.gone : t.unknownLink}
        detail={wasOpen ? t.goneText : t.unknownLinkText}
        focus={wasOpen}
      />
      <ButtonLink to={paths.lookup} size="large">
        {t.findOrder}
      </ButtonLink>
    </div>
  )
}
