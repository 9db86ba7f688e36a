import { useEffect } from 'react'
import { Link, Outlet, useLocation, useNavigate } from 'react-router'
import * as paths from '../contract/paths.ts'
import { useLanguage, useText } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'
import { frameMessages } from './embed/frame-messages.ts'

/** Layout of customer pages: one column, larger type, no navigation. */
export function Component() {
  const t = useText(frameMessages)
  useLanguageInAddress()
  return (
    <div className="customer mx-auto flex min-h-dvh max-w-xl flex-col px-5 text-large">
      <a
        href="#content"
        className="absolute -top-20 left-5 z-10 rounded bg-raised px-4 py-2 text-accent shadow-float focus:top-2"
      >
        {t.skip}
      </a>
      <header className="flex h-14 items-center font-semibold">
        <img src="/favicon.svg" alt="" width={22} height={22} className="mr-2" />
        {t.brand}
      </header>
      <main id="content" tabIndex={-1} className="flex-1 pt-4 pb-10 outline-none">
        <Outlet />
      </main>
      <footer className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line py-5 text-base">
        <LanguageSwitch label={t.language} hideLabel />
        <ThemeSwitch label={t.theme} hideLabel words={{ system: t.system, light: t.light, dark: t.dark }} />
        <Link to={paths.lookup} className="rounded py-2.5 text-accent hover:underline">
          {t.lookup}
        </Link>
      </footer>
    </div>
  )
}

/** Without storage, the `lang` query parameter carries the language from page to page. */
function useLanguageInAddress(): void {
  const { language } = useLanguage()
  const navigate = useNavigate()
  const location = useLocation()
  useEffect(() => {
    const query = new URLSearchParams(location.search)
    const wanted = language === 'en' ? 'en' : null
    if (query.get('lang') === wanted) return
    if (wanted) query.set('lang', wanted)
    else query.delete('lang')
    void navigate(
      { ...location, search: query.toString() },
      { replace: true, preventScrollReset: true, state: location.state as unknown },
    )
  }, [language, location, navigate])
}
