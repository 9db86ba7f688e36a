import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../api/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { factorMessages } from './factor-messages.ts'
import { OwnFactors } from './own-factors.tsx'
import { ownFactorsQuery } from './queries.ts'
import { useSignOut } from './use-sign-out.ts'

/** Replaces every page while the role needs a second factor that is missing. `onDone`: it is set up. */
export function EnrolFactor({ onDone }: { onDone(): void }) {
  const t = useText(factorMessages)
  const { language } = useLanguage()
  const own = useQuery(ownFactorsQuery)
  const signOut = useSignOut()
  return (
    <main className="mx-auto max-w-2xl px-5 py-12">
      <PageHeader title={t.requiredTitle} detail={t.requiredText} />
      <OwnFactors />
      {signOut.error && <ProblemBanner {...problemText(signOut.error, language)} />}
      <div className="mt-6 flex flex-wrap gap-2">
        {own.data && (own.data.totp || own.data.passkeys.length > 0) && (
          <Button look="primary" onClick={onDone}>
            {t.goOn}
          </Button>
        )}
        <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t.signOut}
        </Button>
      </div>
    </main>
  )
}
