import { Navigate, type RouteObject } from 'react-router'
import * as paths from '../contract/paths.ts'

/** Pages of staff. */
export const staffRoutes: RouteObject[] = [
  {
    lazy: () => import('./staff-shell.tsx'),
    children: [
      { path: paths.home, element: <Navigate to={paths.desk} replace /> },
      { path: paths.desk, lazy: () => import('./desk-page.tsx') },
      { path: paths.sales, lazy: () => import('../features/sale/drafts-page.tsx') },
      { path: paths.saleAgain, lazy: () => import('../features/sale/copy-order-page.tsx') },
      { path: paths.batch, lazy: () => import('../features/sale/batch-page.tsx') },
      { path: paths.sale, lazy: () => import('./sale-page.tsx') },
      { path: paths.links, lazy: () => import('../features/links/links-page.tsx') },
      { path: paths.newLink, lazy: () => import('../features/links/make-link-page.tsx') },
      { path: paths.link, lazy: () => import('../features/links/link-page.tsx') },
      { path: paths.attempt, lazy: () => import('../features/attempts/attempt-page.tsx') },
      { path: paths.orders, lazy: () => import('./orders-page.tsx') },
      { path: paths.order, lazy: () => import('./order-page.tsx') },
      { path: paths.changeOrder, lazy: () => import('../features/policies/change-page.tsx') },
      { path: paths.roster, lazy: () => import('../features/orders/roster-page.tsx') },
      { path: paths.evidence, lazy: () => import('./evidence-page.tsx') },
      { path: paths.checkEvidence, lazy: () => import('../features/evidence/check-evidence-page.tsx') },
      { path: paths.policies, lazy: () => import('../features/policies/policies-page.tsx') },
      { path: paths.invoices, lazy: () => import('../features/invoices/invoices-page.tsx') },
      { path: paths.members, lazy: () => import('../features/members/members-page.tsx') },
      { path: paths.member, lazy: () => import('../features/members/member-page.tsx') },
      { path: paths.newMember, lazy: () => import('../features/members/register-member-page.tsx') },
      { path: paths.products, lazy: () => import('../features/products/products-page.tsx') },
      { path: paths.product, lazy: () => import('../features/products/product-page.tsx') },
      { path: paths.incidents, lazy: () => import('../features/gateway-health/incidents-page.tsx') },
      { path: paths.account, lazy: () => import('./account-page.tsx') },
      { path: paths.administration, element: <Navigate to={paths.reconciliation} replace /> },
      {
        lazy: () => import('./admin-layout.tsx'),
        children: [
          { path: paths.staff, lazy: () => import('../features/staff/staff-page.tsx') },
          {
            path: paths.reconciliation,
            lazy: () => import('../features/reconciliation/reconciliation-page.tsx'),
          },
          {
            path: paths.gatewayHealth,
            lazy: () => import('../features/gateway-health/gateway-health-page.tsx'),
          },
          {
            path: paths.paymentKeys,
            lazy: () => import('../features/payment-keys/payment-keys-page.tsx'),
          },
          { path: paths.partners, lazy: () => import('../features/partners/partners-page.tsx') },
          {
            path: paths.newPartner,
            lazy: () => import('../features/partners/new-partner-page.tsx'),
          },
          { path: paths.partner, lazy: () => import('../features/partners/partner-page.tsx') },
          { path: paths.notices, lazy: () => import('../features/notices/notices-page.tsx') },
          { path: paths.disclosure, lazy: () => import('../features/disclosure/disclosure-page.tsx') },
          { path: paths.audit, lazy: () => import('../features/audit/audit-page.tsx') },
          { path: paths.playground, lazy: () => import('../features/partners/playground-page.tsx') },
        ],
      },
    ],
  },
  // A separate document with its own CSP, because only it may apply recorded styles.
  { path: paths.replay, lazy: () => import('../features/evidence/replay-page.tsx') },
]
