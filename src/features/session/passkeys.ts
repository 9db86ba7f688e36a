import { call } from '../../api/call.ts'
import { ProblemError } from '../../api/request.ts'
import {
  addPasskey,
  beginPasskey,
  type beginPasskeyProof,
  type beginPasskeySignIn,
} from '../../contract/endpoints/factors.ts'
import type { Assertion } from '../../contract/factors.ts'

const IP = /^(\d+(\.\d+){3}|\[.*\])$/

/** Whether this browser can use passkeys at this address: on https or `localhost`, and on no IP address. */
export const passkeysWork = () => 'PublicKeyCredential' in window && !IP.test(location.hostname)

/** Asks one of the user's passkeys to answer a challenge. Throws ProblemError `passkey-cancelled` if the user gives up. */
export async function askPasskey(
  begin: typeof beginPasskeyProof | typeof beginPasskeySignIn,
): Promise<Assertion> {
  const options = await call(begin, {})
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { id, rawId, type, response, clientExtensionResults } = await startAuthentication({
    optionsJSON: options,
  }).catch(cancelled)
  return { id, rawId, type, response, clientExtensionResults: { ...clientExtensionResults } }
}

/** Creates a passkey and adds it to the account. Throws ProblemError. */
export async function makePasskey(name: string): Promise<string[]> {
  const options = await call(beginPasskey, {})
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { id, rawId, type, response, clientExtensionResults } = await startRegistration({
    optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
  }).catch(cancelled)
  const { clientDataJSON, attestationObject, transports } = response
  const { codes } = await call(addPasskey, {
    body: {
      name,
      registration: {
        id,
        rawId,
        type,
        response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
        clientExtensionResults: { ...clientExtensionResults },
      },
    },
  })
  return codes
}

function cancelled(): never {
  throw new ProblemError({ status: 0, code: 'passkey-cancelled', title: '' })
}
