import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { signedWords, splitEvidence } from '#contract/evidence.ts'
import type { Vault } from '../store/vault/vault.ts'

type Index = Pick<Vault, 'index'>

/** DER around a raw Ed25519 key, RFC 8410. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * A key that signs exported evidence. It is derived from the key that the data key seals: the same in every
 * process and after a rotation of the data key, part of every backup, and never stored in clear.
 */
const keyOf = (vault: Index, n: number): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PRIVATE, vault.index('evidence', n === 1 ? 'signing key' : `signing key ${n}`)]),
    format: 'der',
    type: 'pkcs8',
  })

/** The public key, 32 bytes as hex: it verifies a file without this portal. */
export const evidencePublicKey = (vault: Index, n: number): string =>
  createPublicKey(keyOf(vault, n))
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC.length)
    .toString('hex')

/** Names a public key: the start of its SHA-256. */
export const evidenceKeyId = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex').slice(0, 16)

/** Signs a SHA-256 (hex). Returns 64 bytes as hex. */
export const sealEvidence = (vault: Index, n: number, digest: string): string =>
  sign(null, Buffer.from(signedWords(digest)), keyOf(vault, n)).toString('hex')

/** Whether this public key's owner signed this SHA-256 (hex). */
export function isSealed(publicKey: string, digest: string, seal: string): boolean {
  const key = createPublicKey({
    key: Buffer.concat([PUBLIC, Buffer.from(publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, Buffer.from(signedWords(digest)), key, Buffer.from(seal, 'hex'))
}

/** Whether an exported file is byte for byte what this public key's owner signed. */
export function verifyEvidence(publicKey: string, file: Uint8Array): boolean {
  const parts = splitEvidence(file)
  if (!parts) return false
  return isSealed(publicKey, createHash('sha256').update(parts.content).digest('hex'), parts.seal)
}
