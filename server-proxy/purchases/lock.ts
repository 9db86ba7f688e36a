import type { FastifyRequest } from 'fastify'
import type { Purchase, PurchaseDraft } from '../../src/contract/purchases.ts'
import { lastFourOf, same } from '../http/last-four.ts'
import { maskName } from '../http/mask.ts'
import type { LinkRow } from '../store/schema.ts'
import type { Vault } from '../store/vault.ts'
import { openDraft } from './drafts.ts'

/** How long a page that has proven it may go on. */
const HOLDS_MS = 12 * 3_600_000
const place = (link: string) => ({ table: 'links', column: 'proof', row: link })

/**
 * Links are passed on in chats. Whom staff filled in is shown to a page that has proven to know the holder; null where
 * it has, and where nobody with a number is filled in.
 */
export function lockOf(
  vault: Vault,
  now: number,
  link: LinkRow | undefined,
  request: FastifyRequest,
): Purchase['locked'] {
  if (!link?.prefill_sealed) return null
  const prefill = prefillOf(vault, link)
  if (!isAskedFor(prefill) || isProven(vault, now, link, request)) return null
  return { holder: maskName(prefill.holder.name), people: prefill.insured.filter(({ name }) => name).length }
}

/** What a page shows from then on, if `lastFour` ends the holder's document or mobile, as staff or the customer had it. */
export function proveHolder(
  vault: Vault,
  now: number,
  link: LinkRow,
  draft: PurchaseDraft | null,
  lastFour: string,
): string | null {
  const right = [...endings(prefillOf(vault, link)), ...(draft ? endings(draft) : [])]
  // All of them are compared, so that its time tells nothing.
  if (right.filter((ending) => same(ending, lastFour)).length === 0) return null
  return vault.seal(place(link.id), String(now + HOLDS_MS)).toString('base64url')
}

const prefillOf = (vault: Vault, { id, prefill_sealed }: LinkRow) =>
  openDraft(vault, { table: 'links', column: 'prefill', row: id }, prefill_sealed)

/** Whether a number of somebody is filled in, so that its link asks first. */
export const isAskedFor = (prefill: PurchaseDraft) => endings(prefill).length > 0

/** The last fours of the holder; where no number of the holder is filled in, of everybody insured. */
function endings({ holder, insured }: PurchaseDraft): string[] {
  const of = (people: { cardNo: string; mobile: string }[]) =>
    people.flatMap(({ cardNo, mobile }) => [lastFourOf(cardNo) ?? [], lastFourOf(mobile) ?? []].flat())
  const holders = of([holder])
  return holders.length > 0 ? holders : of(insured)
}

function isProven(vault: Vault, now: number, link: LinkRow, { headers }: FastifyRequest): boolean {
  const proof = headers['x-purchase-proof']
  if (typeof proof !== 'string') return false
  try {
    return Number(vault.open(place(link.id), Buffer.from(proof, 'base64url'))) > now
  } catch {
    return false
  }
}
