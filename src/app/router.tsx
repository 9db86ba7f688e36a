import { matchRoutes, Navigate, type RouteObject } from 'react-router'
import type { PageHandle } from '../api/first-answer.ts'
import { ErrorPage } from './error-page.tsx'

const kit: RouteObject[] = import.meta.env.DEV ? [{ path: '/kit', lazy: () => import('./kit-page.tsx') }] : []

/** Pages are lazy-loaded, so customers never load staff code. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      { path: '/login', lazy: () => import('../features/session/sign-in-page.tsx') },
      {
        lazy: () => import('./staff-shell.tsx'),
        children: [
          { path: '/', element: <Navigate to="/desk" replace /> },
          { path: '/desk', lazy: () => import('./desk-page.tsx') },
          { path: '/sell', lazy: () => import('../features/sale/drafts-page.tsx') },
          { path: '/sell/copy/:orderId', lazy: () => import('../features/sale/copy-order-page.tsx') },
          { path: '/sell/batches/:batchId', lazy: () => import('../features/sale/batch-page.tsx') },
          { path: '/sell/:draftId', lazy: () => import('../features/sale/sale-page.tsx') },
          { path: '/links', lazy: () => import('../features/links/links-page.tsx') },
          { path: '/links/new', lazy: () => import('../features/links/make-link-page.tsx') },
          { path: '/links/:id', lazy: () => import('../features/links/link-page.tsx') },
          { path: '/orders', lazy: () => import('../features/orders/orders-page.tsx') },
          { path: '/orders/:id', lazy: () => import('./order-page.tsx') },
          { path: '/orders/:id/evidence', lazy: () => import('./evidence-page.tsx') },
          { path: '/evidence', lazy: () => import('../features/evidence/check-evidence-page.tsx') },
          { path: '/policies', lazy: () => import('../features/policies/policies-page.tsx') },
          { path: '/invoices', lazy: () => import('../features/invoices/invoices-page.tsx') },
          { path: '/members', lazy: () => import('../features/members/members-page.tsx') },
          { path: '/members/new', lazy: () => import('../features/members/register-member-page.tsx') },
          { path: '/products', lazy: () => import('../features/products/products-page.tsx') },
          { path: '/products/:productCode', lazy: () => import('../features/products/product-page.tsx') },
          { path: '/account', lazy: () => import('./account-page.tsx') },
          { path: '/admin', element: <Navigate to="/admin/reconciliation" replace /> },
          {
            lazy: () => import('./admin-layout.tsx'),
            children: [
              { path: '/admin/staff', lazy: () => import('../features/staff/staff-page.tsx') },
              {
                path: '/admin/reconciliation',
                lazy: () => import('../features/reconciliation/reconciliation-page.tsx'),
              },
              {
                path: '/admin/gateway',
                lazy: () => import('../features/gateway-health/gateway-health-page.tsx'),
              },
              {
                path: '/admin/payment-keys',
                lazy: () => import('../features/payment-keys/payment-keys-page.tsx'),
              },
              { path: '/admin/partners', lazy: () => import('../features/partners/partners-page.tsx') },
              {
                path: '/admin/partners/new',
                lazy: () => import('../features/partners/new-partner-page.tsx'),
              },
              { path: '/admin/partners/:id', lazy: () => import('../features/partners/partner-page.tsx') },
              { path: '/admin/notices', lazy: () => import('../features/notices/notices-page.tsx') },
              { path: '/admin/audit', lazy: () => import('../features/audit/audit-page.tsx') },
              { path: '/admin/playground', lazy: () => import('../features/partners/playground-page.tsx') },
            ],
          },
        ],
      },
      {
        lazy: () => import('./customer-shell.tsx'),
        children: [
          { path: '/buy/:token', lazy: () => import('../features/purchase/buy-page.tsx') },
          { path: '/return/:token', lazy: () => import('../features/own-order/return-page.tsx') },
          { path: '/o/:token', lazy: () => import('./own-order-page.tsx') },
          { path: '/unsubscribe/:token', lazy: () => import('../features/notices/unsubscribe-page.tsx') },
          { path: '/lookup', lazy: () => import('../features/own-order/lookup-page.tsx') },
          {
            path: '/file-unavailable',
            lazy: () => import('../features/own-order/file-unavailable-page.tsx'),
          },
        ],
      },
      // A separate document with its own CSP, because only it may apply recorded styles.
      { path: '/replay/:id', lazy: () => import('../features/evidence/replay-page.tsx') },
      { path: '/embed', lazy: () => import('./embed/embed-page.tsx') },
      ...kit,
      { path: '*', lazy: () => import('./not-found-page.tsx') },
    ],
  },
]

/**
 * Loads all chunks of the page at this address and returns the page's metadata. Load failures are left to the router,
 * which shows them.
 */
export async function loadPage(pathname: string): Promise<PageHandle | undefined> {
  const matches = matchRoutes(routes, pathname) ?? []
  await Promise.allSettled(
    matches.map(async ({ route }) => {
      if (typeof route.lazy === 'function') Object.assign(route, await route.lazy(), { lazy: undefined })
    }),
  )
  return matches.at(-1)?.route.handle as PageHandle | undefined
}
