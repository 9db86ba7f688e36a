import * as z from 'zod/mini'
import {
  AskDemoToken,
  DeadEvents,
  DemoToken,
  DisablePartner,
  InspectedToken,
  InspectToken,
  ListPartnerEvents,
  NewPartner,
  NewSecret,
  Partner,
  PartnerEventDetail,
  PartnerEventList,
  PartnerList,
  PartnerNames,
  PartnerRefusalList,
  Playground,
  SavePartner,
  TestOutcome,
} from '../partners.ts'
import { KeptFile } from '../kept-file.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({ id: z.uuid() })

export const listPartners = {
  method: 'GET',
  path: '/api/partners',
  summary: 'List partner sites.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: PartnerList },
} as const satisfies Endpoint

export const listPartnerNames = {
  method: 'GET',
  path: '/api/partners/names',
  summary: 'List names of partner sites, to filter orders by.',
  access: 'manager',
  visibility: 'internal',
  answers: { 200: PartnerNames },
} as const satisfies Endpoint

export const addPartner = {
  method: 'POST',
  path: '/api/partners',
  summary: 'Add a partner site. Only this answer contains its secrets.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'public',
  body: SavePartner,
  answers: { 201: NewPartner },
} as const satisfies Endpoint

export const readPartner = {
  method: 'GET',
  path: '/api/partners/:id',
  summary: 'Read a partner site.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: Partner },
} as const satisfies Endpoint

export const savePartner = {
  method: 'PUT',
  path: '/api/partners/:id',
  summary: 'Change a partner site.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: SavePartner,
  answers: { 200: Partner },
} as const satisfies Endpoint

export const uploadLicenceFile = {
  method: 'POST',
  path: '/api/licence-files',
  summary: 'Upload the evidence of a licence: a PDF or an image of at most 20 MB as the request body.',
  access: 'admin',
  visibility: 'internal',
  body: z.unknown(),
  answers: { 201: KeptFile },
} as const satisfies Endpoint

export const readLicenceFile = {
  method: 'GET',
  path: '/api/partners/:id/licence',
  summary: 'Get the evidence of a partner’s licence.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'] },
} as const satisfies Endpoint

export const disablePartner = {
  method: 'POST',
  path: '/api/partners/:id/disabled',
  summary: 'Disable or enable a partner site.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: DisablePartner,
  answers: { 200: Partner },
} as const satisfies Endpoint

export const addPartnerKey = {
  method: 'POST',
  path: '/api/partners/:id/keys',
  summary: 'Create a key that signs tokens. Only this answer contains its secret.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params,
  answers: { 201: NewSecret },
} as const satisfies Endpoint

export const revokePartnerKey = {
  method: 'DELETE',
  path: '/api/partners/:id/keys/:keyId',
  summary: 'Revoke a key that signs tokens.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params: z.object({ id: z.uuid(), keyId: z.uuid() }),
  answers: { 204: null },
} as const satisfies Endpoint

export const renewWebhookSecret = {
  method: 'POST',
  path: '/api/partners/:id/webhook-secret',
  summary: 'Replace the secret that signs webhooks. Only this answer contains it.',
  access: 'admin',
  stepUp: 'holders',
  visibility: 'internal',
  params,
  answers: { 201: NewSecret },
} as const satisfies Endpoint

export const listPartnerEvents = {
  method: 'GET',
  path: '/api/partners/:id/events',
  summary: 'List webhook events, newest first.',
  access: 'admin',
  visibility: 'internal',
  params,
  query: ListPartnerEvents,
  answers: { 200: PartnerEventList },
} as const satisfies Endpoint

export const readPartnerEvent = {
  method: 'GET',
  path: '/api/partners/:id/events/:eventId',
  summary: 'Read a webhook event as sent, with the last response.',
  access: 'admin',
  visibility: 'internal',
  params: z.object({ id: z.uuid(), eventId: z.string() }),
  answers: { 200: PartnerEventDetail },
} as const satisfies Endpoint

export const resendPartnerEvent = {
  method: 'POST',
  path: '/api/partners/:id/events/:eventId/resend',
  summary: 'Send one webhook event again, or now while it waits.',
  access: 'admin',
  visibility: 'internal',
  params: z.object({ id: z.uuid(), eventId: z.string() }),
  answers: { 204: null },
} as const satisfies Endpoint

export const resendDeadEvents = {
  method: 'POST',
  path: '/api/partners/:id/events/resend',
  summary: 'Send every undelivered webhook event again.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: DeadEvents },
} as const satisfies Endpoint

export const settleDeadEvents = {
  method: 'POST',
  path: '/api/partners/:id/events/settle',
  summary: 'Mark every undelivered webhook event as resolved.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: DeadEvents },
} as const satisfies Endpoint

export const listRefusals = {
  method: 'GET',
  path: '/api/partners/:id/refusals',
  summary: 'List why tokens were refused lately.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: PartnerRefusalList },
} as const satisfies Endpoint

export const inspectToken = {
  method: 'POST',
  path: '/api/partners/:id/inspect-token',
  summary: 'Say everything that is wrong with a token, without spending it.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: InspectToken,
  answers: { 200: InspectedToken },
} as const satisfies Endpoint

export const sendTestEvent = {
  method: 'POST',
  path: '/api/partners/:id/test-event',
  summary: 'Send a test event to the partner’s webhook now.',
  access: 'admin',
  visibility: 'internal',
  params,
  answers: { 200: TestOutcome },
} as const satisfies Endpoint

export const signDemoToken = {
  method: 'POST',
  path: '/api/partners/:id/demo-token',
  summary: 'Sign a token for the sandbox’s demo site.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: AskDemoToken,
  answers: { 200: DemoToken },
} as const satisfies Endpoint

export const readPlayground = {
  method: 'GET',
  path: '/api/playground',
  summary: 'Read the current embed script and the address of the demo site; null without the sandbox.',
  access: 'admin',
  visibility: 'internal',
  answers: { 200: Playground },
} as const satisfies Endpoint
