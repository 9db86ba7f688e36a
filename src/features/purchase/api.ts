import * as z from 'zod/mini'
import { request } from '../../api/request.ts'
import { ProductDocument } from '../../contract/products.ts'
import {
  type BeginPurchase,
  BegunPurchase,
  type PlacePurchase,
  Purchase,
  SavedPurchase,
  type SavePurchase,
} from '../../contract/purchases.ts'

/** The bearer goes in a header: addresses end up in logs. */
const by = (bearer: string) => ({ authorization: `Bearer ${bearer}` })

export const fetchPurchase = (bearer: string) => request(Purchase, '/api/purchase', { headers: by(bearer) })

export const countOpening = (bearer: string) =>
  request(z.undefined(), '/api/purchase/opened', { method: 'POST', body: {}, headers: by(bearer) })

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
