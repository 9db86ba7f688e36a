import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { NavLink, Outlet, useNavigate } from 'react-router'
import * as z from 'zod/mini'
import { request } from '../api/request.ts'
import { problemOf } from '../api/problem-text.ts'
import { sessionQuery } from '../api/use-session.ts'
import { Button } from '../ui/button.tsx'
import { MembersIcon, OrdersIcon, ProductsIcon, SellIcon } from '../ui/icons.tsx'
import { useText } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Menu } from '../ui/menu.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'
import { ErrorPage } from './error-page.tsx'
import { FirstSteps } from './first-steps.tsx'
import { useLiveUpdates } from './live-updates.ts'
import { messages } from './messages.ts'

const PLACES = [
  { to: '/sell', word: 'sell', Icon: SellIcon },
  { to: '/orders', word: 'orders', Icon: OrdersIcon },
  { to: '/members', word: 'members', Icon: MembersIcon },
  { to: '/products', word: 'products', Icon: ProductsIcon },
] as const

/** The frame of the staff pages: a narrow rail (a bar at the bottom of a phone), a top line, the page. */
export function Component() {
  const session = useQuery(sessionQuery)
  if (session.error && problemOf(session.error).code !== 'signed-out') return <ErrorPage />
  if (!session.data) return null
  return (
    <Shell
      username={session.data.user.username}
      role={session.data.user.role}
      sandbox={session.data.sandbox}
    />
  )
}

function Shell({
  username,
  role,
  sandbox,
}: {
  username: string
  role: 'clerk' | 'manager' | 'admin'
  sandbox: boolean
}) {
  const t = useText(messages)
  const navigate = useNavigate()
  const client = useQueryClient()
  useLiveUpdates()
  const signOut = useMutation({
    mutationFn: () => request(z.undefined(), '/api/session', { method: 'DELETE' }),
    onSettled: () => {
      void navigate('/login', { replace: true })
      client.clear()
    },
  })

  return (
    <div className="min-h-dvh max-md:pb-16 md:grid md:grid-cols-[152px_1fr]">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-raised focus:p-2"
      >
        {t.skip}
      </a>
      <nav
        aria-label={t.mainNavigation}
        className="z-10 border-line bg-raised max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t md:sticky md:top-0 md:h-dvh md:border-r"
      >
        <p className="flex h-12 items-center gap-2 px-4 font-semibold max-md:hidden">
          <img src="/favicon.svg" alt="" width={20} height={20} />
          {t.brand}
        </p>
        <ul className="flex md:flex-col md:gap-0.5 md:p-2">
          {PLACES.map(({ to, word, Icon }) => (
            <li key={to} className="max-md:flex-1">
              <NavLink
                to={to}
                className="flex items-center gap-2.5 rounded px-2 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent max-md:h-14 max-md:flex-col max-md:justify-center max-md:gap-1 max-md:rounded-none max-md:text-small md:h-9"
              >
                <Icon />
                {t[word]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        <header className="border-b border-line">
          {sandbox && (
            <p className="bg-warn-soft px-5 py-0.5 text-center text-small text-warn">{t.sandbox}</p>
          )}
          <div className="flex h-12 items-center justify-between px-5 md:justify-end">
            <span className="flex items-center gap-2 font-semibold md:hidden">
              <img src="/favicon.svg" alt="" width={20} height={20} />
              {t.brand}
            </span>
            <Menu
              label={
                <>
                  <span className="sr-only">{t.account} </span>
                  {username}
                  <span className="text-small text-muted">{t[role]}</span>
                </>
              }
            >
              <LanguageSwitch label={t.language} />
              <ThemeSwitch label={t.theme} words={{ system: t.system, light: t.light, dark: t.dark }} />
              <Button onClick={() => signOut.mutate()} busy={signOut.isPending}>
                {t.signOut}
              </Button>
            </Menu>
          </div>
        </header>
        <main id="page" className="mx-auto max-w-[1360px] px-5 py-6">
          <FirstSteps />
          <Outlet />
        </main>
      </div>
    </div>
  )
}
