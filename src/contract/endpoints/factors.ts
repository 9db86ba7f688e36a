import { ConfirmTotp, NewTotp, OwnFactors, Proof, RecoveryCodes } from '../factors.ts'
import { Session } from '../session.ts'
import type { Endpoint } from './endpoint.ts'

export const finishSignIn = {
  method: 'POST',
  path: '/api/session/second-step',
  summary: 'Finish a sign-in with a second factor or a recovery code.',
  access: 'anyone',
  visibility: 'public',
  body: Proof,
  answers: { 200: Session },
} as const satisfies Endpoint

export const proveIdentity = {
  method: 'POST',
  path: '/api/session/proof',
  summary: 'Prove who is signed in, for acts that ask for a fresh proof.',
  access: 'clerk',
  visibility: 'public',
  body: Proof,
  answers: { 204: null },
} as const satisfies Endpoint

export const readOwnFactors = {
  method: 'GET',
  path: '/api/factors',
  summary: 'Read the own second factors.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: OwnFactors },
} as const satisfies Endpoint

export const beginTotp = {
  method: 'POST',
  path: '/api/factors/totp',
  summary: 'Create a key for an authenticator app. It counts once a code confirms it.',
  access: 'clerk',
  stepUp: 'everyone',
  visibility: 'internal',
  answers: { 201: NewTotp },
} as const satisfies Endpoint

export const confirmTotp = {
  method: 'POST',
  path: '/api/factors/totp/confirm',
  summary: 'Confirm the authenticator app. Ends every other session; only this answer has recovery codes.',
  access: 'clerk',
  visibility: 'internal',
  body: ConfirmTotp,
  answers: { 200: RecoveryCodes },
} as const satisfies Endpoint

export const removeTotp = {
  method: 'DELETE',
  path: '/api/factors/totp',
  summary: 'Remove the authenticator app.',
  access: 'clerk',
  stepUp: 'everyone',
  visibility: 'internal',
  answers: { 204: null },
} as const satisfies Endpoint

export const renewRecoveryCodes = {
  method: 'POST',
  path: '/api/factors/recovery-codes',
  summary: 'Replace the recovery codes. Only this answer contains them.',
  access: 'clerk',
  stepUp: 'everyone',
  visibility: 'internal',
  answers: { 200: RecoveryCodes },
} as const satisfies Endpoint
