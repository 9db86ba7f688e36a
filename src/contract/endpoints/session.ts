import * as z from 'zod/mini'
import { ChangePassword, OpenSessionList, Session, SignIn } from '../session.ts'
import { SecondStep } from '../factors.ts'
import { SESSION_PATH } from '../first-view.ts'
import type { Endpoint } from './endpoint.ts'

export const signIn = {
  method: 'POST',
  path: SESSION_PATH,
  summary: 'Sign in. 202: the password is right, and a second factor is needed.',
  access: 'anyone',
  visibility: 'public',
  body: SignIn,
  answers: { 200: Session, 202: SecondStep },
} as const satisfies Endpoint

export const readSession = {
  method: 'GET',
  path: SESSION_PATH,
  summary: 'Read who is signed in.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: Session },
} as const satisfies Endpoint

export const signOut = {
  method: 'DELETE',
  path: SESSION_PATH,
  summary: 'Sign out.',
  access: 'anyone',
  visibility: 'public',
  answers: { 204: null },
} as const satisfies Endpoint

export const changePassword = {
  method: 'POST',
  path: '/api/session/password',
  summary: 'Change the own password. Ends every other session.',
  access: 'clerk',
  stepUp: 'holders',
  visibility: 'internal',
  body: ChangePassword,
  answers: { 204: null },
} as const satisfies Endpoint

export const listSessions = {
  method: 'GET',
  path: '/api/sessions',
  summary: 'List the own sessions.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: OpenSessionList },
} as const satisfies Endpoint

export const endSessions = {
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'End every own session, this one included.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 204: null },
} as const satisfies Endpoint

export const endSession = {
  method: 'DELETE',
  path: '/api/sessions/:id',
  summary: 'End one own session.',
  access: 'clerk',
  visibility: 'internal',
  params: z.object({ id: z.uuid() }),
  answers: { 204: null },
} as const satisfies Endpoint
