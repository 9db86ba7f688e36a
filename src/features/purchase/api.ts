import * as z from 'zod/mini'
import { request } from '../../api/request.ts'
import { ProductDocument } from '../../contract/products.ts'
import {
  type BeginPurchase,
  BegunPurchase,
  type PlacePurchase,
  Purchase,
  PurchaseProof,
  SavedPurchase,
  type SavePurchase,
} from '../../contract/purchases.ts'

/** What this page has proven to know of the holder; it is gone with the page, and good for one link. */
let proof: string | undefined

/** The bearer goes in a header: addresses end up in logs. */
const by = (bearer: string) => ({
  authorization: `Bearer ${bearer}`,
  ...(proof && { 'x-purchase-proof': proof }),
})

export const fetchPurchase = (bearer: string) => request(Purchase, '/api/purchase', { headers: by(bearer) })

export const countOpening = (bearer: string) =>
  request(z.undefined(), '/api/purchase/opened', { method: 'POST', body: {}, headers: by(bearer) })

/** Proves to know the holder by the last four of a document or mobile, and answers what that opens. */
export async function proveHolder(bearer: string, lastFour: string): Promise<Purchase> {
  const path = '/api/purchase/prove'
  const proven = await request(PurchaseProof, path, {
    method: 'POST',
    body: { lastFour },
    headers: by(bearer),
  })
  proof = proven.proof
  return fetchPurchase(bearer)
}

/** Answers the bearer of the purchase itself, which is another one where a link is for several customers. */
export const beginPurchase = (bearer: string, body: BeginPurchase) =>
  request(BegunPurchase, '/api/purchase/begin', { method: 'POST', body, headers: by(bearer) })

export const savePurchase = (bearer: string, body: SavePurchase, keepalive: boolean) =>
  request(SavedPurchase, '/api/purchase', { method: 'PUT', body, headers: by(bearer), keepalive })

export const placePurchase = (bearer: string, body: PlacePurchase) =>
  request(Purchase, '/api/purchase/place', { method: 'POST', body, headers: by(bearer) })

/** Asks the platform how the order stands. */
export const refreshPurchase = (bearer: string) =>
  request(Purchase, '/api/purchase/refresh', { method: 'POST', body: {}, headers: by(bearer) })

export const fetchDocument = (bearer: string, id: string) =>
  request(ProductDocument, `/api/purchase/documents/${id}`, { headers: by(bearer) })
