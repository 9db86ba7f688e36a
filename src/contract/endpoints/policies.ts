import { Count } from '../orders.ts'
import { PolicySummaryList } from '../policies.ts'
import { ListPolicies } from '../lists.ts'
import type { Endpoint } from './endpoint.ts'

export const listPolicies = {
  method: 'GET',
  path: '/api/policies',
  summary: 'List policies across orders.',
  access: 'clerk',
  visibility: 'internal',
  query: ListPolicies,
  answers: { 200: PolicySummaryList },
} as const satisfies Endpoint

export const countPolicies = {
  method: 'GET',
  path: '/api/policies/totals',
  summary: 'Count the policies of a filter.',
  access: 'clerk',
  visibility: 'internal',
  query: ListPolicies,
  answers: { 200: Count },
} as const satisfies Endpoint
