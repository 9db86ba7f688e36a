// Every page address. The BFF writes some of them too (cashier return, sale links), so they are in the contract.
import { type ParamsOf, pathOf, type Query } from './endpoints/endpoint.ts'

export const home = '/'
export const signIn = '/login'
export const account = '/account'
export const desk = '/desk'
export const sales = '/sell'
export const sale = '/sell/:draftId'
export const saleAgain = '/sell/copy/:orderId'
export const batch = '/sell/batches/:batchId'
export const links = '/links'
export const newLink = '/links/new'
export const link = '/links/:id'
/** A customer's attempt to buy. */
export const attempt = '/attempts/:number'
export const orders = '/orders'
export const order = '/orders/:id'
export const changeOrder = '/orders/:id/change'
export const roster = '/orders/:id/roster'
export const evidence = '/orders/:id/evidence'
/** A separate document with its own CSP, because only it may apply recorded styles. */
export const replay = '/replay/:id'
export const checkEvidence = '/evidence'
export const policies = '/policies'
export const invoices = '/invoices'
export const members = '/members'
export const member = '/members/:memberId'
export const newMember = '/members/new'
/** When the sales channel was down. */
export const incidents = '/incidents'
export const products = '/products'
export const product = '/products/:productCode'

export const administration = '/admin'
export const staff = '/admin/staff'
export const reconciliation = '/admin/reconciliation'
export const gatewayHealth = '/admin/gateway'
export const paymentKeys = '/admin/payment-keys'
export const partners = '/admin/partners'
export const newPartner = '/admin/partners/new'
export const partner = '/admin/partners/:id'
export const notices = '/admin/notices'
export const disclosure = '/admin/disclosure'
export const audit = '/admin/audit'
export const playground = '/admin/playground'

/** Pages of customers. */
export const buy = '/buy/:token'
export const returned = '/return/:token'
export const ownOrder = '/o/:token'
export const lookup = '/lookup'
export const unsubscribe = '/unsubscribe/:token'
export const fileUnavailable = '/file-unavailable'
/** The page in a partner's frame. */
export const embed = '/embed'
/** Tells a page why it may not frame the portal. */
export const embedRefused = '/embed/why'
/** For pages where the embed script never arrives. */
export const embedLink = '/embed/link'
/** The embed script for partners' pages, version 1. */
export const embedLoader = '/embed/v1.js'
/** All UI components, in development only. */
export const kit = '/kit'

/** A page's address with its parameters and query filled in. */
export function to<Path extends string>(path: Path, params: ParamsOf<Path>, query?: Query): string {
  return pathOf({ path }, { params, query })
}
