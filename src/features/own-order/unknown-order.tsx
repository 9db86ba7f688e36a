import * as paths from '../../contract/paths.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'

export function UnknownOrder() {
  const t = useText(messages)
  return (
    <>
      <PageHeader title={t.unknown} detail={t.unknownText} />
      <ButtonLink to={paths.lookup} size="large">
        {t.toLookup}
      </ButtonLink>
    </>
  )
}
