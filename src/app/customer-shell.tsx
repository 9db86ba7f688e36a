import { Link, Outlet, useLocation } from 'react-router'
import * as paths from '../contract/paths.ts'
import { LANG } from '../lib/language.ts'
import { useLanguage, useText } from '../ui/language.tsx'
import { frameMessages } from './embed/frame-messages.ts'
import { ElderSwitch, useChoicesInAddress, useElder } from './elder-switch.tsx'
import { LaterDisclosure, LaterPhone } from './later.tsx'

/** Layout of customer pages: one column, larger type, no navigation. */
export function Component() {
  const t = useText(frameMessages)
  const { language, setLanguage } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const elder = useElder()
  const { pathname } = useLocation()
  useChoicesInAddress()
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
        <span className="flex-1" />
        <ElderSwitch />
        <button
          type="button"
          lang={LANG[other]}
          onClick={() => setLanguage(other)}
          className="-mr-3 h-11 rounded px-3 text-base font-normal text-muted hover:text-ink"
        >
          {t.otherLanguage}
        </button>
      </header>
      {elder && <LaterPhone />}
      <main id="content" tabIndex={-1} className="flex-1 pt-4 pb-10 outline-none">
        <Outlet />
      </main>
      <footer className="border-t border-line py-3 text-base empty:hidden">
        {pathname !== paths.lookup && (
          <Link
            to={paths.lookup}
            className="inline-flex min-h-11 items-center rounded text-accent hover:underline"
          >
            {t.lookup}
          </Link>
        )}
        <LaterDisclosure />
      </footer>
    </div>
  )
}
