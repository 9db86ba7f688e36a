import { Departures, Desk, DeskParties, FirstSteps, PartyPeriod, Period } from '../desk.ts'
import type { Endpoint } from './endpoint.ts'

export const readDesk = {
  method: 'GET',
  path: '/api/desk',
  summary: 'Read the figures of a period. Clerks see their own sales.',
  access: 'clerk',
  visibility: 'internal',
  query: Period,
  answers: { 200: Desk },
} as const satisfies Endpoint

export const readDeskParties = {
  method: 'GET',
  path: '/api/desk/parties',
  summary: 'Read the figures of a period by clerk, member or partner. Clerks see their own sales.',
  access: 'clerk',
  visibility: 'internal',
  query: PartyPeriod,
  answers: { 200: DeskParties },
} as const satisfies Endpoint

export const readDepartures = {
  method: 'GET',
  path: '/api/desk/departures',
  summary: 'Read unpaid orders whose cover begins within three days. Clerks see their own.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: Departures },
} as const satisfies Endpoint

export const readFirstSteps = {
  method: 'GET',
  path: '/api/desk/first-steps',
  summary: 'Read what a new portal still needs.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: FirstSteps },
} as const satisfies Endpoint
