import * as z from 'zod/mini'
import { ProveHolder } from '../prove-holder.ts'
import { ProductDocument } from '../products.ts'
import {
  BeginPurchase,
  BegunPurchase,
  PlacePurchase,
  Purchase,
  PurchaseProof,
  SavedPurchase,
  SavePurchase,
} from '../purchases.ts'
import { PURCHASE_PATH } from '../first-view.ts'
import type { Endpoint } from './endpoint.ts'

export const readPurchase = {
  method: 'GET',
  path: PURCHASE_PATH,
  summary: 'Read the purchase.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: Purchase },
} as const satisfies Endpoint

export const openPurchase = {
  method: 'POST',
  path: '/api/purchase/opened',
  summary: 'Count that the page was opened by a browser.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 204: null },
} as const satisfies Endpoint

export const beginPurchase = {
  method: 'POST',
  path: '/api/purchase/begin',
  summary: 'Begin a purchase of its own on a link.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: BeginPurchase,
  answers: { 200: BegunPurchase },
} as const satisfies Endpoint

export const provePurchase = {
  method: 'POST',
  path: '/api/purchase/prove',
  summary: 'Prove to know the last four before prefilled people are shown.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: ProveHolder,
  answers: { 200: PurchaseProof },
} as const satisfies Endpoint

export const askForLink = {
  method: 'POST',
  path: '/api/purchase/ask',
  summary: 'Ask staff to renew a link that is over. 409 while it is open.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: Purchase },
} as const satisfies Endpoint

export const savePurchase = {
  method: 'PUT',
  path: PURCHASE_PATH,
  summary: 'Save what was typed. 409 when another tab saved meanwhile.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SavePurchase,
  answers: { 200: SavedPurchase },
} as const satisfies Endpoint

export const placePurchase = {
  method: 'POST',
  path: '/api/purchase/place',
  summary: 'Place the order of the purchase.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: PlacePurchase,
  answers: { 200: Purchase, 201: Purchase, 202: Purchase },
} as const satisfies Endpoint

export const refreshPurchase = {
  method: 'POST',
  path: '/api/purchase/refresh',
  summary: 'Pull the order of the purchase from the platform, at most every five seconds.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: Purchase },
} as const satisfies Endpoint

export const readPurchaseDocument = {
  method: 'GET',
  path: '/api/purchase/documents/:id',
  summary: 'Read a document of the product.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  params: z.object({ id: z.uuid() }),
  answers: { 200: ProductDocument },
} as const satisfies Endpoint

export const readLogo = {
  method: 'GET',
  path: '/api/logos/:productCode',
  summary: 'Get the insurer’s logo of a product that is on offer.',
  access: 'anyone',
  visibility: 'internal',
  params: z.object({ productCode: z.string().check(z.minLength(1), z.maxLength(32)) }),
  answers: { 200: 'image/*' },
} as const satisfies Endpoint
