import { problemText } from '../api/problem-text.ts'
import { useUserName } from '../api/user-names.tsx'
import type { User } from '../contract/session.ts'
import { useSignOut } from '../features/session/use-sign-out.ts'
import { Button } from '../ui/button.tsx'
import { ButtonLink } from '../ui/button-link.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Menu } from '../ui/menu.tsx'
import { ProblemBanner } from '../ui/problem.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'
import * as paths from '../contract/paths.ts'
import { messages } from './messages.ts'

/** Account menu: user, theme, language and sign-out. */
export function AccountMenu({ user, onKeys }: { user: User; onKeys(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const nameOf = useUserName()
  const signOut = useSignOut()
  return (
    <Menu
      label={
        <>
          <span className="sr-only">{t.account} </span>
          <span className="max-w-40 truncate max-md:max-w-24">{nameOf(user.username)}</span>
          <span className="text-small text-muted max-md:hidden">{t[user.role]}</span>
        </>
      }
    >
      <LanguageSwitch label={t.language} />
      <ThemeSwitch label={t.theme} words={{ system: t.system, light: t.light, dark: t.dark }} />
      {signOut.error && (
        <div className="max-w-64">
          <ProblemBanner {...problemText(signOut.error, language)} detail={t.stillSignedIn} />
        </div>
      )}
      <Button onClick={onKeys}>{t.shortcuts}</Button>
      <ButtonLink to={paths.account}>{t.accountSecurity}</ButtonLink>
      <Button onClick={() => signOut.mutate()} busy={signOut.isPending}>
        {t.signOut}
      </Button>
    </Menu>
  )
}
