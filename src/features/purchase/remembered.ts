import * as z from 'zod/mini'
import { HolderForm } from '../../contract/people-form.ts'
import type { PurchaseDraft } from '../../contract/purchases.ts'

const KEY = 'remembered-travellers'
const MOST = 20

/** People whom this browser was asked to remember; none where it may not keep anything. */
export function remembered(): HolderForm[] {
  try {
    const { data } = z.safeParse(z.array(HolderForm), JSON.parse(localStorage.getItem(KEY) ?? '[]'))
    return data ?? []
  } catch {
    return []
  }
}

/** False where storage is blocked: then nothing is offered that could not be kept. */
export function mayRemember(): boolean {
  try {
    localStorage.getItem(KEY)
    return true
  } catch {
    return false
  }
}

/** Keeps everybody of this purchase, newest first; asked for by the person, each time. */
export function remember({ holder, insured }: PurchaseDraft): void {
  const people = [holder, ...insured].map((person) => z.parse(HolderForm, person))
  const all = new Map([...people, ...remembered()].map((person) => [person.cardNo.toUpperCase(), person]))
  try {
    localStorage.setItem(KEY, JSON.stringify([...all.values()].slice(0, MOST)))
  } catch {
    // Full or blocked meanwhile: the purchase goes on.
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing is kept where nothing may be.
  }
}
