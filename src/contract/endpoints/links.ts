import * as z from 'zod/mini'
import { Link, LinkList, ListLinks, MakeLink } from '../links.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.uuid() })

export const listLinks = {
  method: 'GET',
  path: '/api/links',
  summary:
    'List purchase links, newest first. Clerks see their own. A search may answer a short page with a cursor: older links are not searched yet.',
  access: 'clerk',
  visibility: 'public',
  query: ListLinks,
  answers: { 200: LinkList },
} as const satisfies Endpoint

export const makeLink = {
  method: 'POST',
  path: '/api/links',
  summary:
    'Create a purchase link, once per Idempotency-Key if one is sent. 409 when the draft of that key was placed or handed over.',
  access: 'clerk',
  visibility: 'public',
  body: MakeLink,
  answers: { 201: Link },
} as const satisfies Endpoint

export const readLink = {
  method: 'GET',
  path: '/api/links/:id',
  summary: 'Read a purchase link.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Link },
} as const satisfies Endpoint

export const revokeLink = {
  method: 'POST',
  path: '/api/links/:id/revoke',
  summary: 'Revoke a purchase link.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Link },
} as const satisfies Endpoint

export const renewLink = {
  method: 'POST',
  path: '/api/links/:id/renew',
  summary: 'Open a purchase link that is over again, for seven days or one use more.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Link },
} as const satisfies Endpoint

export const declineLink = {
  method: 'POST',
  path: '/api/links/:id/decline',
  summary: 'Decline a customer’s request to renew a purchase link.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Link },
} as const satisfies Endpoint

export const reopenLink = {
  method: 'POST',
  path: '/api/links/:id/reopen',
  summary: 'Reopen a purchase link that closed after too many wrong last fours.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Link },
} as const satisfies Endpoint
