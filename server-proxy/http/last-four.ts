import { timingSafeEqual } from 'node:crypto'

/** The last four letters or digits of a document number, capitals; null where it has fewer. */
export function lastFourOf(cardNo: string): string | null {
  return /[0-9A-Z]{4}$/.exec(cardNo.toUpperCase().replace(/[^0-9A-Z]/g, ''))?.[0] ?? null
}

/** Equal, compared without telling where they differ. */
export function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left.padEnd(64, '\0')), Buffer.from(right.padEnd(64, '\0'))]
  return a.length === b.length && timingSafeEqual(a, b)
}
