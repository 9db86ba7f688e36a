import { createDecipheriv } from 'node:crypto'

/*
 * Written from the document with node:crypto alone, so a fault in a client's cipher cannot hide here. OpenSSL
 * no longer has single DES; triple DES with one key three times is equal.
 */

/**
 * DES/ECB/PKCS5Padding, base64, UTF-8 (§5.2) with the key's first eight bytes; throws on any irregularity.
 */
export function decryptBody(requestBody: string, desKey: string): string {
  if (requestBody === '' || !/^[A-Za-z0-9+/]*={0,2}$/.test(requestBody)) throw new Error('not base64')
  const key = Buffer.from(desKey, 'utf8').subarray(0, 8)
  const decipher = createDecipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
  const clear = Buffer.concat([decipher.update(requestBody, 'base64'), decipher.final()])
  return new TextDecoder('utf-8', { fatal: true }).decode(clear)
}
