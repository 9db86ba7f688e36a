import { type PurchaseDraft, readPurchaseDraft } from '#contract/purchases.ts'
import type { Vault } from '../store/vault/vault.ts'

/** Where the entered data is sealed: the row of `links` (prefill), or of `purchases` (draft, and prefill as begun). */
type Place =
  | { table: 'links'; column: 'prefill'; row: string }
  | { table: 'purchases'; column: 'draft' | 'prefill'; row: string }

export const prefillPlace = ({ id }: { id: string }): Place => ({
  table: 'links',
  column: 'prefill',
  row: id,
})
export const draftPlace = ({ id }: { id: string }): Place => ({
  table: 'purchases',
  column: 'draft',
  row: id,
})

export const prefilledPlace = ({ id }: { id: string }): Place => ({
  table: 'purchases',
  column: 'prefill',
  row: id,
})

export function sealDraft(vault: Vault, place: Place, draft: PurchaseDraft): Buffer {
  return vault.seal(place, JSON.stringify(draft))
}

/** Opens a draft; empty when nothing is sealed. */
export function openDraft(vault: Vault, place: Place, sealed: Buffer | null): PurchaseDraft {
  return readPurchaseDraft(sealed && JSON.parse(vault.open(place, sealed)))
}
