import type { Purchase, PurchaseDraft } from '../../contract/purchases.ts'

/** The props of every step. */
export type StepProps = {
  purchase: Purchase
  draft: PurchaseDraft
  today: string
  /** Field path → code, whether it is shown yet or not. */
  faults: ReadonlyMap<string, string>
  /** Code by the path of the field that shows it, once the person has been there or tried to go on. */
  codes: ReadonlyMap<string, string>
  /** The sentence of that code. */
  error(path: string): string | undefined
  onChange(change: (before: PurchaseDraft) => PurchaseDraft): void
}
