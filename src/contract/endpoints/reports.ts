import { SayRecording, SayTrail, TakenRecording } from '../trail.ts'
import type { Endpoint } from './endpoint.ts'

export const reportTrail = {
  method: 'POST',
  path: '/api/purchase/trail',
  summary: 'Report what the customer did on the purchase pages.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SayTrail,
  answers: { 204: null },
} as const satisfies Endpoint

export const reportRecording = {
  method: 'POST',
  path: '/api/purchase/recording',
  summary: 'Report a piece of the recording of the purchase pages.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SayRecording,
  answers: { 200: TakenRecording },
} as const satisfies Endpoint

export const reportOwnTrail = {
  method: 'POST',
  path: '/api/own-order/trail',
  summary: 'Report what the customer did on the order pages.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SayTrail,
  answers: { 204: null },
} as const satisfies Endpoint

export const reportOwnRecording = {
  method: 'POST',
  path: '/api/own-order/recording',
  summary: 'Report a piece of the recording of the order pages.',
  access: 'by-route',
  visibility: 'internal',
  crossOrigin: true,
  body: SayRecording,
  answers: { 200: TakenRecording },
} as const satisfies Endpoint

/** The endpoints for the reports of a customer's page, by the kind of its bearer. */
export const REPORTS = {
  purchase: { trail: reportTrail.path, recording: reportRecording.path },
  order: { trail: reportOwnTrail.path, recording: reportOwnRecording.path },
}
