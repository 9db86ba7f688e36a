import { call } from '../../api/call.ts'
import * as endpoints from '../../contract/endpoints/purchase.ts'
import type { BeginPurchase, PlacePurchase, Purchase, SavePurchase } from '../../contract/purchases.ts'

/** Proof entered on this page. In memory only, valid for one link. */
let proof: string | undefined

const by = (bearer: string) => ({ bearer, ...(proof && { headers: { 'x-purchase-proof': proof } }) })

export const fetchPurchase = (bearer: string) => call(endpoints.readPurchase, {}, by(bearer))

export const countOpening = (bearer: string) => call(endpoints.openPurchase, {}, by(bearer))

/** Asks the seller to renew a link that is over. */
export const askForLink = (bearer: string) => call(endpoints.askForLink, {}, by(bearer))

/** Checks the last four of an ID or mobile number and returns the purchase with its prefilled people. */
export async function proveHolder(bearer: string, lastFour: string): Promise<Purchase> {
  const proven = await call(endpoints.provePurchase, { body: { lastFour } }, by(bearer))
  proof = proven.proof
  return fetchPurchase(bearer)
}

/** Returns the purchase's bearer. It differs from the link's if the link is for several customers. */
export const beginPurchase = (bearer: string, body: BeginPurchase) =>
  call(endpoints.beginPurchase, { body }, by(bearer))

export const savePurchase = (bearer: string, body: SavePurchase, keepalive: boolean) =>
  call(endpoints.savePurchase, { body }, { ...by(bearer), keepalive })

export const placePurchase = (bearer: string, body: PlacePurchase) =>
  call(endpoints.placePurchase, { body }, by(bearer))

/** Pulls the order from the platform. */
export const refreshPurchase = (bearer: string) => call(endpoints.refreshPurchase, {}, by(bearer))

export const fetchDocument = (bearer: string, id: string) =>
  call(endpoints.readPurchaseDocument, { params: { id } }, by(bearer))
