import { createHash, randomBytes } from 'node:crypto'

/** A bearer nobody guesses: 192 bits, 32 characters that an address takes as they are. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What is kept of a bearer: a stolen table opens nothing. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
