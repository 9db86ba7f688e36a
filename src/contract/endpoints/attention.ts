import { AttentionList, AttentionOverview, ListAttentions } from '../attention.ts'
import type { Endpoint } from './endpoint.ts'

export const listAttentions = {
  method: 'GET',
  path: '/api/attentions',
  summary: 'List what needs a person, longest waiting first.',
  access: 'clerk',
  visibility: 'internal',
  query: ListAttentions,
  answers: { 200: AttentionList },
} as const satisfies Endpoint

export const readAttentionOverview = {
  method: 'GET',
  path: '/api/attentions/overview',
  summary: 'Count what needs a person, by reason.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: AttentionOverview },
} as const satisfies Endpoint
