import * as z from 'zod/mini'
import { Draft, DraftList, SavedDraft, SaveDraft } from '../drafts.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)) })

export const listDrafts = {
  method: 'GET',
  path: '/api/drafts',
  summary: 'List the caller’s drafts that are neither placed nor handed over.',
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
  summary:
    'Save the next version of a draft. 409 with the current draft when another one was saved, or with the order or link that the sale became.',
  access: 'clerk',
  visibility: 'public',
  params,
  body: SaveDraft,
  answers: { 200: SavedDraft },
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
