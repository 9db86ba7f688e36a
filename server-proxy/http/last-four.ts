/** The last four letters or digits of a document number in capitals; null for fewer. */
export function lastFourOf(cardNo: string): string | null {
  return /[0-9A-Z]{4}$/.exec(cardNo.toUpperCase().replace(/[^0-9A-Z]/g, ''))?.[0] ?? null
}
