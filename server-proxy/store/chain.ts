import type { Vault } from './vault/vault.ts'

/** Chains whose entries are hashed under a key that is not in the database: whoever can write a table cannot make one. */
export type Chain = 'audit' | 'trail'
export type ChainKey = Pick<Vault, 'index'>

/** What stands before the first entry. */
export const BEGINNING = Buffer.alloc(32)

/** HMAC over the previous hash and everything that an entry says, as text. */
export const linkOf = (key: ChainKey, chain: Chain, previous: Buffer, words: string): Buffer =>
  key.index(chain, `${previous.toString('hex')}${words}`)

/** Says that a chain ends with this entry; `of` names the chain where there are many of one kind. */
export const endOf = (key: ChainKey, chain: Chain, n: number, hash: Buffer, of = ''): Buffer =>
  key.index(chain, `head ${of && `${of} `}${n} ${hash.toString('hex')}`)
