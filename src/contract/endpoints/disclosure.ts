import { CurrentDisclosure, DisclosureVersions, SaveDisclosure } from '../disclosure.ts'
import type { Endpoint } from './endpoint.ts'

export const readDisclosure = {
  method: 'GET',
  path: '/api/disclosure',
  summary: 'Read the distributor’s disclosure: licence, complaints, privacy notice.',
  access: 'anyone',
  visibility: 'internal',
  answers: { 200: CurrentDisclosure },
} as const satisfies Endpoint

export const putDisclosure = {
  method: 'PUT',
  path: '/api/disclosure',
  summary:
    'Replace the distributor’s disclosure. Earlier versions are kept. 409 when another version than `after` is in force.',
  access: 'admin',
  visibility: 'internal',
  body: SaveDisclosure,
  answers: { 200: CurrentDisclosure },
} as const satisfies Endpoint

export const listDisclosures = {
  method: 'GET',
  path: '/api/disclosure/versions',
  summary: 'List the latest versions of the disclosure, newest first.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: DisclosureVersions },
} as const satisfies Endpoint
