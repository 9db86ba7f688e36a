import type { FastifyRequest } from 'fastify'
import { type Purchase, type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import { lastFourOf } from '../http/last-four.ts'
import { isSameSecret } from '../http/tokens.ts'
import { maskName } from '../http/mask.ts'
import type { LinkRow, PurchaseRow } from '../store/schema/purchases.ts'
import type { Vault } from '../store/vault/vault.ts'
import { draftPlace, openDraft, prefillPlace } from './drafts.ts'

/** How long a proof lasts for its page. */
const PROOF_VALID_MS = 12 * 3_600_000
const place = (link: string) => ({ table: 'links', column: 'proof', row: link })

/**
 * Links are forwarded in chats. People with a number, prefilled or typed on a single-use link, are shown only to a page
 * that proved to know the holder. Returns null when the page has that proof, or when no person has a number.
 */
export function lockOf(
  vault: Vault,
  now: number,
  link: LinkRow | undefined,
  purchase: PurchaseRow | undefined,
  request: FastifyRequest,
): Purchase['locked'] {
  if (!link) return null
  const prefill = prefillOf(vault, link)
  const typed = purchase && link.uses === 1 && !needsProof(prefill)
  const draft = typed ? openDraft(vault, draftPlace(purchase), purchase.draft_sealed) : prefill
  const asked = askedFor(draft)
  if (!asked || isProven(vault, now, link, request)) return null
  return {
    holder: maskName(draft.holder.name),
    people: draft.insured.filter(({ name }) => name).length,
    insured: asked === draft.holder ? null : maskName(asked.name),
  }
}

/**
 * Returns the page's proof if `lastFour` ends the holder's document or mobile, as staff or the customer
 * entered it. Null otherwise.
 */
export function proveHolder(
  vault: Vault,
  now: number,
  link: LinkRow,
  draft: PurchaseDraft | null,
  lastFour: string,
): string | null {
  const right = [...endings(prefillOf(vault, link)), ...(draft ? endings(draft) : [])]
  // Compares all of them, so the time reveals nothing.
  if (right.filter((ending) => isSameSecret(ending, lastFour)).length === 0) return null
  return sealProof(vault, now, link)
}

/**
 * The proof of the page that typed the numbers on a single-use link. Null for other links, and while no person has a
 * number.
 */
export function proofOfTyping(
  vault: Vault,
  now: number,
  link: LinkRow | undefined,
  typed: PurchaseDraft,
): string | null {
  return link?.uses === 1 && needsProof(typed) ? sealProof(vault, now, link) : null
}

const sealProof = (vault: Vault, now: number, { id }: LinkRow) =>
  vault.seal(place(id), String(now + PROOF_VALID_MS)).toString('base64url')

const prefillOf = (vault: Vault, link: LinkRow) => openDraft(vault, prefillPlace(link), link.prefill_sealed)

/** Whether a prefilled person has a number, so that the link asks for proof. */
export const needsProof = (prefill: PurchaseDraft) => askedFor(prefill) !== null

/**
 * The number whose last four are asked: the holder's, else that of the first insured who has one. Only one
 * person, because forty numbers would be forty times easier to guess.
 */
const askedFor = ({ holder, insured }: PurchaseDraft) =>
  [holder, ...insured].find((person) => endingsOf(person).length > 0) ?? null

function endings(draft: PurchaseDraft): string[] {
  const asked = askedFor(draft)
  return asked ? endingsOf(asked) : []
}

const endingsOf = ({ cardNo, mobile }: { cardNo: string; mobile: string }) =>
  [lastFourOf(cardNo) ?? [], lastFourOf(mobile) ?? []].flat()

/** Removes prefilled people without any number: no proof could unlock them. */
export function withoutStrangers(prefill: PurchaseDraft): PurchaseDraft {
  return needsProof(prefill) ? prefill : withoutPeople(prefill)
}

/** The unprotected part of a link: plan and days. */
export const withoutPeople = ({ planCode, startDate, endDate }: PurchaseDraft): PurchaseDraft =>
  readPurchaseDraft({ planCode, startDate, endDate })

function isProven(vault: Vault, now: number, link: LinkRow, { headers }: FastifyRequest): boolean {
  const proof = headers['x-purchase-proof']
  if (typeof proof !== 'string') return false
  try {
    return Number(vault.open(place(link.id), Buffer.from(proof, 'base64url'))) > now
  } catch {
    return false
  }
}
