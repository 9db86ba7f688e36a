import * as z from 'zod/mini'
import {
  AddPasskey,
  ConfirmTotp,
  NewTotp,
  OwnFactors,
  PasskeyOptions,
  Proof,
  RecoveryCodes,
  RenamePasskey,
} from '../factors.ts'
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

const params = z.object({ id: z.uuid() })

export const beginPasskeySignIn = {
  method: 'POST',
  path: '/api/session/second-step/passkey',
  summary: 'Get a challenge for a passkey, to finish a sign-in.',
  access: 'anyone',
  visibility: 'internal',
  answers: { 200: PasskeyOptions },
} as const satisfies Endpoint

export const beginPasskeyProof = {
  method: 'POST',
  path: '/api/session/proof/passkey',
  summary: 'Get a challenge for a passkey, to prove who is signed in.',
  access: 'clerk',
  visibility: 'internal',
  answers: { 200: PasskeyOptions },
} as const satisfies Endpoint

export const beginPasskey = {
  method: 'POST',
  path: '/api/factors/passkeys/begin',
  summary: 'Get a challenge for a new passkey.',
  access: 'clerk',
  stepUp: 'everyone',
  visibility: 'internal',
  answers: { 200: PasskeyOptions },
} as const satisfies Endpoint

export const addPasskey = {
  method: 'POST',
  path: '/api/factors/passkeys',
  summary: 'Add a passkey. Ends every other session; only this answer has recovery codes.',
  access: 'clerk',
  visibility: 'internal',
  body: AddPasskey,
  answers: { 201: RecoveryCodes },
} as const satisfies Endpoint

export const renamePasskey = {
  method: 'PUT',
  path: '/api/factors/passkeys/:id',
  summary: 'Rename a passkey.',
  access: 'clerk',
  visibility: 'internal',
  params,
  body: RenamePasskey,
  answers: { 204: null },
} as const satisfies Endpoint

export const removePasskey = {
  method: 'DELETE',
  path: '/api/factors/passkeys/:id',
  summary: 'Remove a passkey.',
  access: 'clerk',
  stepUp: 'everyone',
  visibility: 'internal',
  params,
  answers: { 204: null },
} as const satisfies Endpoint
