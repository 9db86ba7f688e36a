import { useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import * as paths from '../contract/paths.ts'
import { atLeast, type Role } from '../contract/session.ts'
import { useAttentionOverview } from '../features/attention/queries.ts'
import {
  AdminIcon,
  DeskIcon,
  InvoicesIcon,
  LinkIcon,
  MembersIcon,
  MoreIcon,
  OrdersIcon,
  PoliciesIcon,
  ProductsIcon,
  SellIcon,
} from '../ui/staff-icons.tsx'
import { useText } from '../ui/language.tsx'
import { useClosing } from '../ui/menu.tsx'
import { messages } from './messages.ts'

/** Staff navigation. `phone`: shown in the bottom bar, which has room for four entries and 更多. */
const PLACES = [
  { to: paths.desk, word: 'desk', Icon: DeskIcon, phone: true },
  { to: paths.sales, word: 'sell', Icon: SellIcon, phone: true },
  { to: paths.links, word: 'links', Icon: LinkIcon, phone: true },
  { to: paths.orders, word: 'orders', Icon: OrdersIcon, phone: true },
  { to: paths.policies, word: 'policies', Icon: PoliciesIcon },
  { to: paths.invoices, word: 'invoices', Icon: InvoicesIcon },
  { to: paths.members, word: 'members', Icon: MembersIcon },
  { to: paths.products, word: 'products', Icon: ProductsIcon },
  { to: paths.administration, word: 'administration', Icon: AdminIcon, role: 'admin' },
] as const satisfies readonly {
  to: string
  word: keyof (typeof messages)['zh']
  Icon: typeof AdminIcon
  phone?: true
  role?: Role
}[]

const ENTRY =
  'flex items-center gap-2.5 rounded text-muted -outline-offset-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:inset-ring aria-[current=page]:inset-ring-line aria-[current=page]:font-semibold aria-[current=page]:text-accent'
const UPRIGHT =
  'max-lg:h-14 max-lg:flex-col max-lg:justify-center max-lg:gap-1 max-lg:text-small max-md:rounded-none lg:h-9 lg:px-2'

/**
 * Navigation rail, or a bottom bar on phones with the rest under 更多. A page's own bottom bar (`data-bar`) replaces
 * it.
 */
export function Rail({ role }: { role: Role }) {
  const t = useText(messages)
  const { pathname } = useLocation()
  const places = PLACES.filter((place) => !('role' in place) || atLeast(role, place.role))
  return (
    <nav
      aria-label={t.mainNavigation}
      data-rail=""
      className="z-10 border-line bg-rail print:hidden max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:group-has-data-bar/shell:hidden md:sticky md:top-0 md:h-dvh md:overflow-y-auto md:border-r"
    >
      <p className="flex h-12 items-center gap-2 px-4 font-semibold max-lg:justify-center max-md:hidden">
        <img src="/favicon.svg" alt="" width={20} height={20} />
        <span className="max-lg:sr-only">{t.brand}</span>
      </p>
      <ul className="flex md:flex-col md:gap-0.5 md:p-2 md:max-lg:p-1">
        {places.map(({ to, word, Icon, ...more }) => (
          <li key={to} className={'phone' in more ? 'max-md:flex-1' : 'max-md:hidden'}>
            <NavLink to={to} className={`${ENTRY} ${UPRIGHT} relative`}>
              <Icon />
              {t[word]}
              {to === paths.desk && <Waiting />}
            </NavLink>
          </li>
        ))}
        <li className="flex-1 md:hidden">
          <More key={pathname} places={places.filter((place) => !('phone' in place))} />
        </li>
      </ul>
    </nav>
  )
}

/** Number of items that need attention; hidden at zero. */
function Waiting() {
  const t = useText(messages)
  const { data } = useAttentionOverview()
  if (!data || data.count === 0) return null
  return (
    <span className="tabular rounded-full bg-warn-soft px-1.5 text-small text-warn max-lg:absolute max-lg:top-1 max-lg:left-1/2 max-lg:ml-1.5 lg:ml-auto">
      <span aria-hidden="true">{data.count > 99 ? '99+' : data.count}</span>
      <span className="sr-only">{t.waiting(data.count)}</span>
    </span>
  )
}

function More({ places }: { places: readonly Pick<(typeof PLACES)[number], 'to' | 'word' | 'Icon'>[] }) {
  const t = useText(messages)
  const { pathname } = useLocation()
  const details = useRef<HTMLDetailsElement>(null)
  useClosing(details)
  const here = places.some(({ to }) => pathname.startsWith(to))
  return (
    <details ref={details} className="group relative">
      <summary
        className={`${ENTRY} ${UPRIGHT} list-none group-open:bg-sunken [&::-webkit-details-marker]:hidden ${here ? 'bg-raised inset-ring inset-ring-line font-semibold text-accent' : ''}`}
      >
        <MoreIcon />
        {t.more}
      </summary>
      <ul className="absolute right-1 bottom-full mb-1 w-44 rounded border border-line bg-raised p-1 shadow-float">
        {places.map(({ to, word, Icon }) => (
          <li key={to}>
            <NavLink to={to} className={`${ENTRY} h-11 px-3`}>
              <Icon />
              {t[word]}
            </NavLink>
          </li>
        ))}
      </ul>
    </details>
  )
}
