import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** An unguessable bearer: 192 bits, 32 URL-safe characters. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Only the hash of a bearer is stored: a stolen table opens nothing. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

/** Constant-time comparison. */
export function isSameSecret(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left.padEnd(64, '\0')), Buffer.from(right.padEnd(64, '\0'))]
  return a.length === b.length && timingSafeEqual(a, b)
}
