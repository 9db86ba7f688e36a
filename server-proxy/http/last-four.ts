/** The last four letters or digits of a document number, capitals; null where it has fewer. */
export function lastFourOf(cardNo: string): string | null {
  return /[0-9A-Z]{4}$/.exec(cardNo.toUpperCase().replace(/[^0-9A-Z]/g, ''))?.[0] ?? null
}
