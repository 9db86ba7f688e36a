import {
  Member,
  MemberDetail,
  MemberList,
  PlatformOrdersLink,
  RegisterMember,
  SaveMemberNote,
} from '../members.ts'
import type { Endpoint } from './endpoint.ts'

export const registerMember = {
  method: 'POST',
  path: '/api/members',
  summary: 'Register a channel member (7.1). 201 for a new one, 200 for a known mobile.',
  access: 'clerk',
  visibility: 'public',
  body: RegisterMember,
  answers: { 200: Member, 201: Member },
} as const satisfies Endpoint

export const listMembers = {
  method: 'GET',
  path: '/api/members',
  summary: 'List channel members, newest first.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: MemberList },
} as const satisfies Endpoint

export const readMember = {
  method: 'GET',
  path: '/api/members/:memberId',
  summary: 'Read a channel member with our own note.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: MemberDetail },
} as const satisfies Endpoint

export const saveMemberNote = {
  method: 'PUT',
  path: '/api/members/:memberId/note',
  summary: 'Save our own note on a channel member. The platform does not get it.',
  access: 'clerk',
  visibility: 'internal',
  body: SaveMemberNote,
  answers: { 200: MemberDetail },
} as const satisfies Endpoint

export const readPlatformOrders = {
  method: 'GET',
  path: '/api/members/:memberId/platform-orders',
  summary: 'Get the address of the platform’s own order list of a member (7.8). It is not stored.',
  access: 'manager',
  visibility: 'public',
  answers: { 200: PlatformOrdersLink },
  recorded: true,
} as const satisfies Endpoint
