import {
  ApplyOwnInvoice,
  LookUpOrder,
  OpenOwnFile,
  OwnFileAddress,
  OwnOrder,
  OwnToken,
  SurrenderOwnOrder,
} from '../own-order.ts'
import { OWN_ORDER_PATH } from '../first-view.ts'
import type { Endpoint } from './endpoint.ts'

export const exchangeReturn = {
  method: 'POST',
  path: '/api/return',
  summary: 'Exchange the token of a return page for the one of the own order.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: OwnToken },
} as const satisfies Endpoint

export const readOwnOrder = {
  method: 'GET',
  path: OWN_ORDER_PATH,
  summary: 'Read the own order.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: OwnOrder },
} as const satisfies Endpoint

export const refreshOwnOrder = {
  method: 'POST',
  path: '/api/own-order/refresh',
  summary: 'Pull the own order from the platform, at most every five seconds.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  answers: { 200: OwnOrder },
} as const satisfies Endpoint

export const surrenderOwnOrder = {
  method: 'POST',
  path: '/api/own-order/surrender',
  summary: 'Surrender the own policies, with the last four.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SurrenderOwnOrder,
  answers: { 200: OwnOrder, 202: OwnOrder },
} as const satisfies Endpoint

export const applyOwnInvoice = {
  method: 'POST',
  path: '/api/own-order/invoice',
  summary: 'Apply for the invoice of the own order, with the last four.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: ApplyOwnInvoice,
  answers: { 200: OwnOrder, 202: OwnOrder },
} as const satisfies Endpoint

export const openOwnFile = {
  method: 'POST',
  path: '/api/own-order/files',
  summary: 'Get a short-lived address of a file, with the last four.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: OpenOwnFile,
  answers: { 200: OwnFileAddress },
} as const satisfies Endpoint

export const readOwnFile = {
  method: 'GET',
  path: '/api/own-order/files/:ticket',
  summary: 'Get a file by its short-lived address.',
  access: 'by-route',
  visibility: 'internal',
  answers: { 200: ['application/pdf', 'application/ofd', 'application/xml', 'text/calendar'] },
} as const satisfies Endpoint

export const lookUpOrder = {
  method: 'POST',
  path: '/api/own-order/lookup',
  summary: 'Find the own order by mobile or mail, order number and last four.',
  access: 'anyone',
  visibility: 'internal',
  body: LookUpOrder,
  answers: { 200: OwnToken },
} as const satisfies Endpoint
