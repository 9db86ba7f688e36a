import { desEncrypt } from './des.ts'
import { type ListSign, sign, type WireBody } from './sign.ts'

export type SealSettings = {
  accessToken: string
  desKey: string
  md5SecretKey: string
  version: string
  listSign: ListSign
  ip: string | null
}

/** The envelope of §2 and §6. */
export type Envelope = {
  accessToken: string
  ip?: string
  nonce: string
  requestBody: string
  sign: string
  timestamp: number
  version: string
}

/** Signs and encrypts the same body. Pure: `nonce` and `timestamp` (ms) are arguments. */
export async function seal(
  body: WireBody,
  settings: SealSettings,
  nonce: string,
  timestamp: number,
): Promise<Envelope> {
  return {
    accessToken: settings.accessToken,
    ...(settings.ip !== null && { ip: settings.ip }),
    nonce,
    requestBody: await desEncrypt(JSON.stringify(body), settings.desKey),
    sign: sign(body, settings.md5SecretKey, settings.listSign),
    timestamp,
    version: settings.version,
  }
}
