import { Outlet } from 'react-router'
import { useText } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { messages } from './messages.ts'

/** The frame of the customers' pages: one column, larger type, nothing to wander off to. */
export function Component() {
  const t = useText(messages)
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-5 text-large">
      <header className="flex h-14 items-center justify-between">
        <span className="flex items-center gap-2 font-semibold">
          <img src="/favicon.svg" alt="" width={22} height={22} />
          {t.brand}
        </span>
      </header>
      <main className="flex-1 py-4">
        <Outlet />
      </main>
      <footer className="py-5 text-base">
        <LanguageSwitch label={t.language} />
      </footer>
    </div>
  )
}
