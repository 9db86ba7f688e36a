import { NavLink, Outlet, useLocation } from 'react-router'
import { useSession } from '../api/use-session.ts'
import * as paths from '../contract/paths.ts'
import { atLeast } from '../contract/session.ts'
import { ButtonLink } from '../ui/button-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useText } from '../ui/language.tsx'
import { useCurrentInView } from '../ui/use-current-in-view.ts'
import { messages } from './messages.ts'

const PLACES = [
  { to: paths.reconciliation, word: 'reconciliation' },
  { to: paths.staff, word: 'staff' },
  { to: paths.disclosure, word: 'disclosure' },
  { to: paths.notices, word: 'notices' },
  { to: paths.audit, word: 'audit' },
  { to: paths.gatewayHealth, word: 'gatewayHealth' },
  { to: paths.paymentKeys, word: 'paymentSystem' },
  { to: paths.partners, word: 'partners' },
  { to: paths.playground, word: 'playground' },
] as const

/** Tabs of the administration pages. Other roles see who has access. */
export function Component() {
  const t = useText(messages)
  const role = useSession()?.user.role
  const nav = useCurrentInView(useLocation().pathname)
  if (role === undefined || !atLeast(role, 'admin'))
    return (
      <EmptyState action={<ButtonLink to={paths.home}>{t.home}</ButtonLink>}>
        <strong className="mb-1 block text-ink">{t.adminsOnly}</strong>
        {t.adminsOnlyText}
      </EmptyState>
    )
  return (
    <>
      <nav ref={nav} aria-label={t.administration} className="mb-5 border-b border-line">
        <ul className="-mb-px flex gap-x-5 overflow-x-auto whitespace-nowrap">
          {PLACES.map(({ to, word }) => (
            <li key={to}>
              <NavLink
                to={to}
                className="flex h-9 items-center whitespace-nowrap border-b-2 border-transparent text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent"
              >
                {t[word]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
