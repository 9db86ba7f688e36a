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

/** Fen as yuan with two decimals and thousands parted by commas: 123456 → "1,234.56". */
export function yuan(fen: number): string {
  const [whole = '0', part = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.')
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`
}
