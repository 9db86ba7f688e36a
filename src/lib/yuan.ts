/** Formats fen: ¥1,234.50. */
export function yuan(fen: number): string {
  const text = (Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')
  return `${fen < 0 ? '−' : ''}¥${text}`
}
