import * as paths from '../contract/paths.ts'
import { ButtonLink } from '../ui/button-link.tsx'
import { useText } from '../ui/language.tsx'
import { PageHeader } from '../ui/layout.tsx'
import { messages } from './messages.ts'

export function Component() {
  const t = useText(messages)
  return (
    <main className="mx-auto max-w-xl px-5 py-24">
      <PageHeader title={t.notFound} detail={t.notFoundText} />
      <ButtonLink to={paths.home} look="primary">
        {t.home}
      </ButtonLink>
    </main>
  )
}
