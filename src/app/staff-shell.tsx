import { type Query, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router'
import { prefetch } from '../api/prefetch.ts'
import * as paths from '../contract/paths.ts'
import { problemOf } from '../api/problem-text.ts'
import { firstStepsQuery } from '../api/shared-queries.ts'
import { sessionQuery, watchTabs } from '../api/use-session.ts'
import '../contract/staff-problems.ts'
import type { Session } from '../contract/session.ts'
import { attentionOverviewQuery } from '../features/attention/queries.ts'
import { StepUpDialog } from '../features/session/step-up-dialog.tsx'
import { EnrolFactor } from '../features/session/enrol-factor.tsx'
import { SignInForm } from '../features/session/sign-in-form.tsx'
import { TemporaryPassword } from '../features/session/temporary-password.tsx'
import { Announcer } from '../ui/announcer.tsx'
import { forgetRecent } from '../lib/recent.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useText } from '../ui/language.tsx'
import { useTopBar } from '../ui/top-bar.tsx'
import { focusFirst, useLostFocus } from '../ui/use-lost-focus.ts'
import { AccountMenu } from './account-menu.tsx'
import { ErrorPage } from './error-page.tsx'
import { OutageBanner } from '../features/gateway-health/outage-banner.tsx'
import { FirstSteps } from './first-steps.tsx'
import { useLiveUpdates } from './live-updates.ts'
import { messages } from './messages.ts'
import { OrderSearch } from './order-search.tsx'
import { Rail } from './rail.tsx'
import { Shortcuts, type Shown } from './shortcuts.tsx'

export const { loader, shouldRevalidate } = prefetch(() => [attentionOverviewQuery, firstStepsQuery])

/** Layout of staff pages. An open page stays mounted when the session or network fails. */
export function Component() {
  const session = useQuery(sessionQuery)
  const { pathname, search } = useLocation()
  const client = useQueryClient()
  // Until the user goes on, because the recovery codes are shown after the session is complete.
  const [enrolling, setEnrolling] = useState(false)
  const cleared = useOneUser(session.data?.user.id)
  if (session.data?.mustEnrolFactor && !enrolling) setEnrolling(true)
  if (!cleared) return null
  if (session.data?.mustChangePassword)
    return (
      <>
        <TemporaryPassword />
        <StepUpDialog />
      </>
    )
  if (session.data && enrolling)
    return (
      <>
        <EnrolFactor
          onDone={() =>
            void client
              .invalidateQueries({ queryKey: sessionQuery.queryKey })
              .finally(() => setEnrolling(false))
          }
        />
        <StepUpDialog />
      </>
    )
  if (session.data)
    return (
      <>
        <Shell session={session.data} />
        <StepUpDialog />
        <SignInAgain
          username={session.data.user.username}
          expiredAt={problemOf(session.error).code === 'signed-out' ? session.errorUpdatedAt : null}
        />
      </>
    )
  if (!session.error) return null
  if (problemOf(session.error).code !== 'signed-out') return <ErrorPage />
  return <Navigate to={paths.to(paths.signIn, {}, { to: pathname + search })} replace />
}

const OTHERS = { predicate: (query: Query) => query.queryKey[0] !== sessionQuery.queryKey[0] }

/**
 * False while the cache of the previous user is cleared after another user signs in. The new user starts on the first
 * page.
 */
function useOneUser(id: string | undefined): boolean {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [shown, setShown] = useState(id)
  useEffect(
    () => watchTabs(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })),
    [client],
  )
  if (shown === undefined && id !== undefined) setShown(id)
  const changed = shown !== undefined && id !== undefined && shown !== id
  useEffect(() => {
    if (!changed) return
    client.removeQueries(OTHERS)
    forgetRecent()
    void Promise.resolve(navigate(paths.home)).finally(() => setShown(id))
  }, [changed, client, id, navigate])
  return !changed
}

/** Rail (bottom bar on phones), top bar and page. */
function Shell({ session }: { session: Session }) {
  const t = useText(messages)
  const waiting = useNavigation().state === 'loading'
  const { user, sandbox } = session
  useLiveUpdates()
  const main = useFocusedPage()
  useLostFocus()
  const topBar = useTopBar()
  const [shown, setShown] = useState<Shown>(null)
  return (
    <div className="group/shell min-h-dvh max-md:pb-16 print:block! md:grid md:grid-cols-[72px_1fr] lg:grid-cols-[152px_1fr]">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:bg-raised focus:p-2"
      >
        {t.skip}
      </a>
      {waiting && <div className="late fixed inset-x-0 top-0 z-30 h-0.5 bg-accent" aria-hidden="true" />}
      <Rail role={user.role} />
      <div className="min-w-0">
        <header className="border-b border-line print:hidden">
          <OutageBanner role={user.role} />
          <div className="mx-auto flex min-h-12 max-w-[1360px] flex-wrap items-center gap-x-4 px-5 md:flex-nowrap">
            <img src="/favicon.svg" alt={t.brand} width={20} height={20} className="md:hidden" />
            <OrderSearch />
            {topBar.place}
            {sandbox && (
              <span className="rounded-full bg-warn-soft px-2.5 py-0.5 text-small whitespace-nowrap text-warn">
                {t.sandbox}
                <span className="max-lg:sr-only">{t.sandboxMeans}</span>
              </span>
            )}
            <div className="ml-auto flex min-h-12 items-center">
              <AccountMenu user={user} onKeys={() => setShown('keys')} />
            </div>
          </div>
        </header>
        <main id="page" ref={main} tabIndex={-1} className="mx-auto max-w-[1360px] px-5 py-6 outline-none">
          <div className="print:hidden">
            <FirstSteps role={user.role} />
          </div>
          {topBar.provide(<Outlet />)}
          <ScrollRestoration />
          <Announcer />
        </main>
      </div>
      <Shortcuts role={user.role} shown={shown} onShow={setShown} />
    </div>
  )
}

/** Moves the focus to the new page's heading after navigation, or to the page until it shows one. */
function useFocusedPage() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (!main.current || main.current.contains(document.activeElement)) return
    main.current.focus({ preventScroll: true })
    focusFirst('h1', [main.current])
  }, [pathname])
  return main
}

/** Sign-in dialog over an open page after the session expired, so that typed data is kept. */
function SignInAgain({ username, expiredAt }: { username: string; expiredAt: number | null }) {
  const t = useText(messages)
  const client = useQueryClient()
  const [closedAt, setClosedAt] = useState<number | null>(null)
  function signedIn(session: Session) {
    client.setQueryData(sessionQuery.queryKey, session)
    if (session.user.username === username) void client.invalidateQueries(OTHERS)
  }
  return (
    <Dialog
      title={t.signInAgain}
      open={expiredAt !== null && expiredAt !== closedAt}
      onClose={() => setClosedAt(expiredAt)}
      closeLabel={t.later}
    >
      <p className="mb-4 text-muted">{t.signInAgainText}</p>
      <SignInForm username={username} onSignedIn={signedIn} />
    </Dialog>
  )
}
