import type { Vault } from './vault/vault.ts'

/** Chains with hashes keyed by a key outside the database, so table access is not enough to forge them. */
export type Chain = 'audit' | 'trail'
export type ChainKey = Pick<Vault, 'index'>

/** The hash before the first entry. */
export const BEGINNING = Buffer.alloc(32)

/** HMAC over the previous hash and the entry's content as text. */
export const linkOf = (key: ChainKey, chain: Chain, previous: Buffer, words: string): Buffer =>
  key.index(chain, `${previous.toString('hex')}${words}`)

/** Authenticates an entry as the end of a chain; `of` names the chain when there are many of one kind. */
export const endOf = (key: ChainKey, chain: Chain, n: number, hash: Buffer, of = ''): Buffer =>
  key.index(chain, `head ${of && `${of} `}${n} ${hash.toString('hex')}`)
