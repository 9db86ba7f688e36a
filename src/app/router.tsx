import { matchRoutes, redirectDocument, type RouteObject } from 'react-router'
import type { PageHandle } from '../api/first-answer.ts'
import * as paths from '../contract/paths.ts'
import { isPaying } from '../lib/paying.ts'
import { ErrorPage } from './error-page.tsx'

const kit: RouteObject[] = import.meta.env.DEV
  ? [{ path: paths.kit, lazy: () => import('./kit-page.tsx') }]
  : []

const ELSE = '*'
let hasStaff = false
const loadStaffRoutes = async () => (await import('./staff-routes.tsx')).staffRoutes

/** Pages of customers and the sign-in page. A customer's entry file leaves out the file names of all others. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      { path: paths.signIn, lazy: () => import('../features/session/sign-in-page.tsx') },
      {
        lazy: () => import('./customer-shell.tsx'),
        children: [
          { path: paths.buy, lazy: () => import('../features/purchase/buy-page.tsx') },
          { path: paths.returned, lazy: () => import('../features/own-order/return-page.tsx') },
          { path: paths.ownOrder, lazy: () => import('./own-order-page.tsx') },
          { path: paths.unsubscribe, lazy: () => import('../features/notices/unsubscribe-page.tsx') },
          { path: paths.lookup, lazy: () => import('../features/own-order/lookup-page.tsx') },
          {
            path: paths.fileUnavailable,
            lazy: () => import('../features/own-order/file-unavailable-page.tsx'),
          },
        ],
      },
      { path: paths.embed, lazy: () => import('./embed/embed-page.tsx') },
      ...kit,
      {
        path: ELSE,
        // Where a customer's page leads to one of staff, it starts as a document of its own.
        loader: async ({ request }) => {
          await loadStaffRoutes()
          return hasStaff ? null : redirectDocument(request.url)
        },
        lazy: () => import('./not-found-page.tsx'),
      },
    ],
  },
]

async function addStaff(): Promise<void> {
  const staff = await loadStaffRoutes().catch(() => null)
  if (!staff || hasStaff) return
  hasStaff = true
  routes[0]?.children?.unshift(...staff)
}

/**
 * Loads all chunks of the page at this address and returns the page's metadata. Adds the pages of staff where staff
 * are. Load failures are left to the router, which shows them.
 */
export async function loadPage(pathname: string): Promise<PageHandle | undefined> {
  const match = () => matchRoutes(routes, pathname) ?? []
  const path = match().at(-1)?.route.path
  if (path === ELSE || path === paths.signIn || (path === paths.returned && isPaying())) await addStaff()
  const matches = match()
  await Promise.allSettled(
    matches.map(async ({ route }) => {
      if (typeof route.lazy === 'function') Object.assign(route, await route.lazy(), { lazy: undefined })
    }),
  )
  return matches.at(-1)?.route.handle as PageHandle | undefined
}
