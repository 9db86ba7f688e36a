import * as z from 'zod/mini'
import { EmbedHandover, EmbedPartner, EmbedSession, OpenEmbedSession } from '../embed.ts'
import type { Endpoint } from './endpoint.ts'

export const readEmbedPartner = {
  method: 'GET',
  path: '/api/embed/partners/:id',
  summary: 'Read what a partner’s frame shows before it has a token.',
  access: 'anyone',
  visibility: 'internal',
  params: z.object({ id: z.uuid() }),
  answers: { 200: EmbedPartner },
} as const satisfies Endpoint

export const openEmbedSession = {
  method: 'POST',
  path: '/api/embed/session',
  summary: 'Exchange a partner’s token for a purchase inside the frame.',
  access: 'by-route',
  visibility: 'public',
  crossOrigin: true,
  body: OpenEmbedSession,
  answers: { 201: EmbedSession },
} as const satisfies Endpoint

export const handOverEmbed = {
  method: 'POST',
  path: '/api/embed/handover',
  summary: 'Exchange the token of an unlicensed partner for a purchase page of the portal.',
  access: 'by-route',
  visibility: 'public',
  crossOrigin: true,
  body: OpenEmbedSession,
  answers: { 201: EmbedHandover },
} as const satisfies Endpoint
