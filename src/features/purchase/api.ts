import { call } from '../../api/call.ts'
import * as endpoints from '../../contract/endpoints/purchase.ts'
import type { BeginPurchase, PlacePurchase, Purchase, SavePurchase } from '../../contract/purchases.ts'

const PROOF = 'purchase-proof'

/** The page's proof for one link. It is sealed and contains no names. Kept for the tab, if storage is allowed. */
let proof: string | undefined = keptProof()

const by = (bearer: string) => ({ bearer, ...(proof && { headers: { 'x-purchase-proof': proof } }) })

export const fetchPurchase = (bearer: string) => call(endpoints.readPurchase, {}, by(bearer))

export const countOpening = (bearer: string) => call(endpoints.openPurchase, {}, by(bearer))

/** Asks the seller to renew a link that is over. */
export const askForLink = (bearer: string) => call(endpoints.askForLink, {}, by(bearer))

function holdProof(given: string): void {
  proof = given
  try {
    sessionStorage.setItem(PROOF, given)
  } catch {
    // Storage may be blocked: a reload asks again.
  }
}

function keptProof(): string | undefined {
  try {
    return sessionStorage.getItem(PROOF) ?? undefined
  } catch {
    return undefined
  }
}

/** The purchase as this tab's earlier proof opens it; undefined without one. */
export const provenBefore = (bearer: string) => (proof ? fetchPurchase(bearer) : undefined)

/** Checks the last four of an ID or mobile number and returns the purchase with its people. */
export async function proveHolder(bearer: string, lastFour: string): Promise<Purchase> {
  const proven = await call(endpoints.provePurchase, { body: { lastFour } }, by(bearer))
  holdProof(proven.proof)
  return fetchPurchase(bearer)
}

/** Returns the purchase's bearer. It differs from the link's if the link is for several customers. */
export const beginPurchase = (bearer: string, body: BeginPurchase) =>
  call(endpoints.beginPurchase, { body }, by(bearer))

export async function savePurchase(bearer: string, body: SavePurchase, keepalive: boolean) {
  const saved = await call(endpoints.savePurchase, { body }, { ...by(bearer), keepalive })
  if (saved.proof) holdProof(saved.proof)
  return saved
}

export const placePurchase = (bearer: string, body: PlacePurchase) =>
  call(endpoints.placePurchase, { body }, by(bearer))

/** Pulls the order from the platform. */
export const refreshPurchase = (bearer: string) => call(endpoints.refreshPurchase, {}, by(bearer))

export const fetchDocument = (bearer: string, id: string) =>
  call(endpoints.readPurchaseDocument, { params: { id } }, by(bearer))
