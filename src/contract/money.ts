/** Amounts are whole fen (1/100 yuan); no amount ever passes through a float. */

/**
 * Reads the platform's or a person's decimal yuan ("1", "1.0", "36.00", "-0.5") as fen.
 * Returns null for anything else, and for a part of a fen that is not zero.
 */
export function fenFromYuan(text: string): number | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text.trim())
  if (!match) return null
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}
