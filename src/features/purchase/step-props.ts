import type { Purchase, PurchaseDraft } from '../../contract/purchases.ts'

/** The props of every step. */
export type StepProps = {
  purchase: Purchase
  draft: PurchaseDraft
  today: string
  /** All faults, shown or not: code by field path. */
  faults: ReadonlyMap<string, string>
  /** Shown faults: code by the path of the field. */
  codes: ReadonlyMap<string, string>
  /** The fault's sentence. */
  error(path: string): string | undefined
  onChange(change: (before: PurchaseDraft) => PurchaseDraft): void
}
