import { timingSafeEqual } from 'node:crypto'
import type { Vault } from '../store/vault/vault.ts'
import { badField } from './refusal.ts'

type Keyed = { vault: Pick<Vault, 'index'> }

/** Signs the start of the next page of `list`, so a foreign cursor is refused before any query. */
export function signCursor({ vault }: Keyed, list: string, place: string): string {
  const text = Buffer.from(place).toString('base64url')
  return `${text}.${macOf(vault, list, text).toString('base64url')}`
}

/** The place in a cursor of the same list; 400 for any other text. */
export function openCursor({ vault }: Keyed, list: string, cursor: string): string {
  const [text = '', signature = ''] = cursor.split('.')
  const mac = macOf(vault, list, text)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) throw badField('cursor', 'invalid')
  return Buffer.from(text, 'base64url').toString()
}

const macOf = (vault: Keyed['vault'], list: string, text: string) =>
  vault.index('cursor', `${list}\0${text}`).subarray(0, 16)
