import * as paths from '../contract/paths.ts'
import type { Role } from '../contract/session.ts'
import type { messages } from './messages.ts'

type Word = keyof (typeof messages)['zh']
type Place = { to: string; word: Word; role?: Role }

/** Pages and actions that Ctrl+K finds by their words in either language. */
export const FOUND: readonly { group: 'pages' | 'actions'; places: readonly Place[] }[] = [
  {
    group: 'actions',
    places: [
      { to: paths.sales, word: 'goSell' },
      { to: paths.newLink, word: 'makeLink' },
      { to: paths.newMember, word: 'stepMember' },
      { to: paths.products, word: 'stepProduct', role: 'admin' },
      { to: paths.newPartner, word: 'addPartner', role: 'admin' },
      { to: paths.checkEvidence, word: 'checkEvidence', role: 'manager' },
    ],
  },
  {
    group: 'pages',
    places: [
      { to: paths.desk, word: 'desk' },
      { to: paths.sales, word: 'sell' },
      { to: paths.links, word: 'links' },
      { to: paths.orders, word: 'orders' },
      { to: paths.policies, word: 'policies' },
      { to: paths.invoices, word: 'invoices' },
      { to: paths.members, word: 'members' },
      { to: paths.products, word: 'products' },
      { to: paths.account, word: 'accountSecurity' },
      { to: paths.incidents, word: 'incidents', role: 'manager' },
      { to: paths.reconciliation, word: 'reconciliation', role: 'admin' },
      { to: paths.staff, word: 'staff', role: 'admin' },
      { to: paths.disclosure, word: 'disclosure', role: 'admin' },
      { to: paths.notices, word: 'notices', role: 'admin' },
      { to: paths.audit, word: 'audit', role: 'admin' },
      { to: paths.gatewayHealth, word: 'gatewayHealth', role: 'admin' },
      { to: paths.paymentKeys, word: 'paymentSystem', role: 'admin' },
      { to: paths.partners, word: 'partners', role: 'admin' },
      { to: paths.playground, word: 'playground', role: 'admin' },
    ],
  },
]
