import * as z from 'zod/mini'
import { Draft, DraftList, SaveDraft } from '../drafts.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)) })

export const listDrafts = {
  method: 'GET',
  path: '/api/drafts',
  summary: 'List the caller’s drafts that are not placed yet.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: DraftList },
} as const satisfies Endpoint

export const readDraft = {
  method: 'GET',
  path: '/api/drafts/:id',
  summary: 'Read a draft. An unknown id answers an empty one.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Draft },
} as const satisfies Endpoint

export const saveDraft = {
  method: 'PUT',
  path: '/api/drafts/:id',
  summary: 'Save a draft.',
  access: 'clerk',
  visibility: 'public',
  params,
  body: SaveDraft,
  answers: { 204: null },
} as const satisfies Endpoint

export const deleteDraft = {
  method: 'DELETE',
  path: '/api/drafts/:id',
  summary: 'Delete a draft.',
  access: 'clerk',
  visibility: 'internal',
  params,
  answers: { 204: null },
} as const satisfies Endpoint
